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
    await page.waitForURL(/\/plans\/[0-9a-f-]+(\?|$)/);
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

  it("reads out the figures of the hour under the pointer, with script", async () => {
    const { page, complaints, close } = await site.visit({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${plan}/hosts/esx-3.0%40hp-dl585-g1%2F1`);
    const figure = page.locator("figure", { has: page.getByRole("heading", { name: "CPU of host 1 over time" }) });
    const svg = figure.locator("svg");
    const { width = 0, height = 0 } = (await svg.boundingBox()) ?? {};
    // the drawing is 960 units wide, its plot begins at 56 and is 660 wide, a week of 168 hours: Tuesday 12:00 is the 37th
    await svg.hover({ position: { x: ((56 + (660 * 36.5) / 168) / 960) * width, y: height / 2 } });
    const cells = await figure
      .getByRole("row", { name: /^Tue 12:00/, includeHidden: true })
      .locator("td")
      .allTextContents();
    const said = () => figure.locator(".readout").innerText();
    await expect.poll(said).toMatch(/^Tue 12:00 · Total \d+%/);
    const readout = await said();
    expect(cells.length).toBeGreaterThan(2);
    for (const cell of cells) expect(readout).toContain(cell);
    await page.mouse.move(0, 0);
    await expect.poll(said).toBe("");
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
