import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rvtoolsWorkbook } from "../support/web-server.ts";
import { CONTRAST, VIEWS, violationsOn } from "./axe.ts";
import { type Browsing, browsing, picture, toGoals } from "./browsing.ts";

/** Addresses by the name of their picture; made once, visited in every view. */
async function addresses(site: Browsing): Promise<Readonly<Record<string, string>>> {
  const { page, close } = await site.visit();
  await toGoals(page);
  const goals = page.url();
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.waitForURL("**/plans/*");
  const plan = new URL(page.url()).pathname;
  const form = new FormData();
  form.append("inventory", new Blob([Buffer.from(rvtoolsWorkbook())]), "estate.xlsx");
  const stored = await fetch(`${site.server.url}/api/v1/inventories`, { method: "POST", body: form });
  const { links } = (await stored.json()) as { links: { page: string } };
  await page.goto(`${plan}/shares`);
  await page.getByRole("button", { name: "Share read-only" }).click();
  const shared = new URL(await page.getByLabel("It is shown only now").inputValue()).pathname;
  await close();
  return {
    shares: `${plan}/shares`,
    shared,
    start: "/",
    inventory: goals.replace(/\/goals.*/, ""),
    "inventory-findings": links.page,
    targets: goals.replace("/goals", "/targets"),
    goals,
    plan,
    "why-placed": `${plan}/workloads/web-001`,
    plans: "/plans",
    platforms: "/platforms",
    platform: "/platforms/esx-3.0",
    hosts: "/hosts",
    host: "/hosts/hp-dl585-g1",
    problem: "/problems/invalid-input",
    "not-found": "/nothing",
  };
}

describe("accessibility by axe", () => {
  let site: Browsing;
  let pages: Readonly<Record<string, string>>;
  beforeAll(async () => {
    site = await browsing();
    pages = await addresses(site);
  });
  afterAll(() => site.close());

  it("would find something on a bad page", async () => {
    const { page, close } = await site.visit();
    await page.setContent('<p style="color: #aaa; background: #fff">pale</p><img src="data:,">');
    const found = await violationsOn(page);
    expect(found.some((text) => text.startsWith("image-alt"))).toBe(true);
    expect((await violationsOn(page, CONTRAST)).some((text) => text.startsWith("color-contrast"))).toBe(true);
    await close();
  });

  for (const { name, rules, options } of VIEWS) {
    it(`finds nothing on any page, ${name}, and no page is wider than the window or complains`, async () => {
      const { page, complaints, close } = await site.visit({ ...options, reducedMotion: "reduce" });
      for (const [title, address] of Object.entries(pages)) {
        await page.goto(address);
        await picture(page, `${title}-${name}`);
        expect(await violationsOn(page, rules), `${title} ${name}`).toEqual([]);
        const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
        expect(overflow, `${title} ${name} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      // the browser itself reports the page that is not there
      expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
      await close();
    });

    it(`finds nothing on pages with errors, ${name}`, async () => {
      const { page, close } = await site.visit(options);
      await page.goto(pages["targets"] ?? "");
      await page.getByRole("group", { name: "Target 1" }).getByLabel("Host type").selectOption("");
      await page.getByRole("button", { name: "Set goals" }).click();
      await page.getByRole("alert").waitFor();
      expect(await violationsOn(page, rules)).toEqual([]);
      await picture(page, `targets-error-${name}`);
      await page.goto(pages["goals"] ?? "");
      for (const group of await page.locator("summary").all()) await group.click();
      expect(await violationsOn(page, rules), `all groups open, ${name}`).toEqual([]);
      await picture(page, `goals-open-${name}`);
      await page.getByLabel("Percentile of the samples in a slot").fill("250");
      await page.getByLabel("Placement rules").fill("{");
      await page.getByRole("button", { name: "Make the plan" }).click();
      await page.getByRole("alert").waitFor();
      expect(await violationsOn(page, rules)).toEqual([]);
      await picture(page, `goals-error-${name}`);
      await close();
    });
  }
});
