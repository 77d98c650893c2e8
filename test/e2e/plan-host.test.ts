import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIEWS, violationsOn } from "./axe.ts";
import { type Browsing, browsing, openGroup, picture, toGoals } from "./browsing.ts";

describe("the page of a host of a plan", () => {
  let site: Browsing;
  let plan = "";
  beforeAll(async () => {
    site = await browsing();
    const { page, close } = await site.visit();
    await toGoals(page);
    await openGroup(page, "Search and replay");
    await page.getByLabel("Effort of the search").fill("0");
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.waitForURL(/\/plans\/[0-9a-f-]+$/, { timeout: 60_000 });
    plan = new URL(page.url()).pathname;
    await close();
  });
  afterAll(() => site.close());

  it("is reached from the plan, leads to its neighbours, to why, and to its simulation, without script", async () => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled: false });
    await page.goto(plan);
    await page.getByRole("link", { name: "host 2", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: /^Host 2 of / }).waitFor();
    await page.getByRole("link", { name: "Before: host 1" }).click();
    await page.getByRole("heading", { level: 1, name: /^Host 1 of / }).waitFor();
    const peak = page.getByRole("region", { name: /Partitions at the host's hottest slot/ });
    const first = await peak.getByRole("link").first().innerText();
    await peak.getByRole("link").first().click();
    await page.getByRole("heading", { name: `Why ${first} is` }).waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Describe it" }).click();
    await page.getByRole("heading", { level: 1, name: "Simulate a host" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  for (const { name, rules, options } of VIEWS) {
    it(`is accessible and no wider than the window, ${name}`, async () => {
      const { page, complaints, close } = await site.visit(options);
      await page.goto(`${plan}/hosts/esx-3.0%40hp-dl585-g1%2F1`);
      for (const table of await page.locator(".picture summary").all()) await table.click();
      await picture(page, `plan-host-${name}`);
      expect(await violationsOn(page, rules)).toEqual([]);
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
      expect(overflow, "scrolls sideways").toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
      await close();
    });
  }
});
