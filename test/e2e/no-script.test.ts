import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browsing, browsing, openGroup, toGoals } from "./browsing.ts";

describe("the form without script", () => {
  let site: Browsing;
  beforeAll(async () => {
    site = await browsing();
  });
  afterAll(() => site.close());

  it("leads from the sample estate to a report and to why a workload is where it is", async () => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled: false });
    await toGoals(page);
    await page.getByRole("button", { name: "Make the plan" }).click();
    // the progress page reloads itself until the plan is there
    await page.waitForURL("**/plans/*");
    await page.getByRole("heading", { name: "Hosts", exact: true }).waitFor();
    await page.getByLabel("Workload, by name or id").fill("web-001");
    await page.getByRole("button", { name: "Explain" }).click();
    await page.getByRole("heading", { name: /Why web-001 is/ }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("keeps what was typed when something is wrong, and lets it be mended", async () => {
    const { page, close } = await site.visit({ javaScriptEnabled: false });
    await toGoals(page);
    await openGroup(page, "Demand and headroom");
    await page.getByLabel("Percentile of the samples in a slot").fill("250");
    await page.getByLabel("Name of the plan").fill("Mended");
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page
      .getByRole("alert")
      .getByRole("link", { name: /Percentile/ })
      .click();
    const percentile = page.getByLabel("Percentile of the samples in a slot");
    expect(await percentile.inputValue()).toBe("250");
    expect(await percentile.getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Name of the plan").inputValue()).toBe("Mended");
    await percentile.fill("95");
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.waitForURL("**/plans/*");
    await page.getByRole("heading", { level: 1, name: "Mended" }).waitFor();
    await close();
  });
});
