import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browsing, browsing } from "./browsing.ts";
import { focused, tabTo, typeChoice } from "./tabbing.ts";

describe("the form by keyboard alone", () => {
  let site: Browsing;
  beforeAll(async () => {
    site = await browsing();
  });
  afterAll(() => site.close());

  it("leads from the first page to the report", async () => {
    const { page, complaints, close } = await site.visit();
    await page.goto("/");
    await tabTo(page, /Use the sample estate/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/inventories/*");
    await tabTo(page, /Choose targets/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/targets");
    await tabTo(page, /Target 1 > Platform/);
    await typeChoice(page, "VMware ESX Server 3.0");
    await tabTo(page, /Target 1 > Host type/);
    await typeChoice(page, "ProLiant DL585 G1");
    await tabTo(page, /Set goals/);
    await page.keyboard.press("Space");
    await page.waitForURL("**/goals?*");
    await tabTo(page, /Time > /);
    // the arrow moves the choice from one week to as measured; and back
    await page.keyboard.press("ArrowUp");
    await tabTo(page, /Demand and headroom/);
    await page.keyboard.press("Enter");
    await tabTo(page, /Percentile of the samples/);
    await tabTo(page, /Make the plan/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/plans/*");
    await page.getByRole("heading", { name: "Summary" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("can skip the head of every page", async () => {
    const { page, close } = await site.visit();
    await page.goto("/platforms");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toContain("Skip to content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    // the first stop after the skip is inside main: the table's box, which scrolls by itself
    expect(await page.evaluate<boolean>('document.activeElement?.closest("main") !== null')).toBe(true);
    await close();
  });
});
