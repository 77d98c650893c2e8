/** The pages of an estate (inventory and workloads): what axe finds, how they look, and editing without script. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIEWS, violationsOn } from "./axe.ts";
import { rvtoolsWorkbook } from "../support/web-server.ts";
import { type Browsing, browsing, leadOn, picture } from "./browsing.ts";

/** A small export that has something to find in it, kept; the address of its page. */
async function smallEstate({ server }: Browsing): Promise<string> {
  const body = new FormData();
  body.append("inventory", new Blob([Buffer.from(rvtoolsWorkbook())]), "estate.xlsx");
  const answer = await fetch(`${server.url}/inventories`, { method: "POST", body, redirect: "manual" });
  return answer.headers.get("Location") ?? "";
}

/** The sample estate, kept; the address of its page. */
async function sampleEstate({ server }: Browsing): Promise<string> {
  const body = new URLSearchParams({ sample: "estate-2005" });
  const answer = await fetch(`${server.url}/inventories`, { method: "POST", body, redirect: "manual" });
  return answer.headers.get("Location") ?? "";
}

describe("the pages of an estate", () => {
  let site: Browsing;
  let estate: string;
  let pages: Readonly<Record<string, string>>;
  beforeAll(async () => {
    site = await browsing();
    estate = await sampleEstate(site);
    pages = {
      "estate-inventory": estate,
      "estate-findings": await smallEstate(site),
      "estate-rules": `${estate}/rules`,
      "estate-workload": `${estate}/workload?of=db-erp-01`,
      "estate-new-workload": `${estate}/workload`,
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

  for (const { name, rules, options } of VIEWS) {
    it(`with wrong values and after an edit have nothing that axe finds, ${name}`, async () => {
      const { page, close } = await site.visit({ ...options, javaScriptEnabled: true });
      await page.goto(pages["estate-filtered"] ?? "");
      for (const group of await page.locator("summary").all()) await group.click();
      await page.getByRole("textbox", { name: "CPU", exact: true }).fill("lots");
      await page.getByRole("button", { name: "Grow" }).click();
      await page.getByRole("alert").waitFor();
      expect(await violationsOn(page, rules)).toEqual([]);
      await picture(page, `estate-error-${name}`);
      await page.getByLabel("all 67 that the filter leaves").check();
      await page.getByRole("textbox", { name: "CPU", exact: true }).fill("20");
      await page.getByRole("button", { name: "Grow" }).click();
      await page.getByRole("status").waitFor();
      expect(await violationsOn(page, rules)).toEqual([]);
      await picture(page, `estate-edited-${name}`);
      await close();
    });
  }

  it("let an estate be grown and stripped of its names without script", async () => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled: false });
    await page.goto(`${estate}/workloads`);
    await page.getByLabel("all 500, on every page").check();
    await page.locator("summary", { hasText: /^Growth/ }).click();
    await page.getByRole("textbox", { name: "Memory", exact: true }).first().fill("30");
    await page.getByRole("button", { name: "Grow" }).click();
    await page.getByText("Kept as an inventory of its own: grown: all 500 workloads (memory +30 %).").waitFor();
    await page.getByRole("link", { name: "Inventory", exact: true }).click();
    await page.getByRole("button", { name: "Make one without names" }).click();
    await page.getByRole("status").getByText("names replaced by pseudonyms").waitFor();
    await picture(page, "estate-nameless");
    const done = page.getByRole("listitem").filter({ hasText: /^(grown|names replaced)/ });
    await expect
      .poll(() => done.allTextContents())
      .toEqual([
        "grown: all 500 workloads (memory +30 %)",
        "names replaced by pseudonyms, free texts left out: 500 workloads",
      ]);
    await page.getByRole("link", { name: "See the workloads" }).click();
    await page
      .getByRole("link", { name: /^wl-\d{4}$/ })
      .first()
      .waitFor();
    expect(await page.content()).not.toMatch(/web-001|db-erp|dl380/);
    expect(complaints).toEqual([]);
    await close();
  });

  it("let an estate be edited without script, step by step, and back again", async () => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled: false });
    await page.goto(`${estate}/workloads`);
    await page.getByLabel("Part of the name").fill("db-erp");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("link", { name: "db-erp-01" }).click();
    await page.getByLabel("CPUs", { exact: true }).fill("32");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Kept as an inventory of its own: set: db-erp-01 (vcpus 32).").waitFor();
    await page.getByRole("link", { name: "Back to the table" }).click();
    await page.getByLabel("Part of the name").fill("db-erp");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByLabel("Choose db-erp-01").check();
    await page.locator("summary", { hasText: "Tags" }).click();
    await page.getByLabel("Tags to set").fill("owner=finance");
    await page.getByRole("button", { name: "Change tags" }).click();
    await page.getByText("owner=finance", { exact: true }).waitFor();
    await leadOn(page, () => page.getByRole("link", { name: "The one before" }).click());
    expect(await page.getByText("owner=finance", { exact: true }).count()).toBe(0);
    expect(await page.getByRole("listitem").filter({ hasText: "set: db-erp-01" }).count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});
