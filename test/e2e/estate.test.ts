/** The pages of an estate (inventory and workloads): what axe finds, how they look, and editing without script. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIEWS, violationsOn } from "./axe.ts";
import { type Browsing, browsing, picture } from "./browsing.ts";

/** The sample estate, kept; the address of its page. */
async function sampleEstate({ server }: Browsing): Promise<string> {
  const body = new URLSearchParams({ sample: "estate-2005" });
  const answer = await fetch(`${server.url}/inventories`, { method: "POST", body, redirect: "manual" });
  return answer.headers.get("Location") ?? "";
}

describe("the pages of an estate", () => {
  let site: Browsing;
  let pages: Readonly<Record<string, string>>;
  beforeAll(async () => {
    site = await browsing();
    const estate = await sampleEstate(site);
    pages = {
      "estate-workloads": `${estate}/workloads`,
      "estate-filtered": `${estate}/workloads?text=db&sort=-peak`,
    };
  });
  afterAll(() => site.close());

  for (const { name, rules, options } of VIEWS) {
    it(`have nothing that axe finds, are no wider than the window and do not complain, ${name}`, async () => {
      const { page, complaints, close } = await site.visit({ ...options, reducedMotion: "reduce" });
      for (const [title, address] of Object.entries(pages)) {
        await page.goto(address);
        await picture(page, `${title}-${name}`);
        expect(await violationsOn(page, rules), `${title} ${name}`).toEqual([]);
        const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
        expect(overflow, `${title} ${name} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      expect(complaints).toEqual([]);
      await close();
    });
  }
});
