import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rvtoolsWorkbook } from "../support/web-server.ts";
import { type Browsing, browsing, picture, openGroup } from "./browsing.ts";

const FILE = {
  name: "estate.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: Buffer.from(rvtoolsWorkbook()),
};

describe("an RVTools workbook in a browser", () => {
  let site: Browsing;
  beforeAll(async () => {
    site = await browsing();
  });
  afterAll(() => site.close());

  it("goes from upload to report, and the plan is the one the API makes of the same file", async () => {
    const { page, complaints, close } = await site.visit();
    await page.goto("/");
    await page.getByLabel("Files").setInputFiles(FILE);
    await page.getByRole("button", { name: "Read the inventory" }).click();
    await page.getByText("estate.xlsx, read as RVTools workbook (.xlsx)").waitFor();
    await page.getByRole("link", { name: "Choose targets" }).click();
    await page.getByRole("group", { name: "Target 1" }).getByLabel("Platform").selectOption("esx-3.0");
    await page.getByRole("group", { name: "Target 1" }).getByLabel("Host type").selectOption("hp-dl585-g1");
    await page.getByRole("button", { name: "Set goals" }).click();
    await openGroup(page, "Demand and headroom");
    await page.getByLabel("Most of a host's CPU, network and disk in use").fill("70");
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.waitForURL("**/plans/*");
    await page.getByRole("heading", { level: 1, name: "plan" }).waitFor();
    await picture(page, "upload-report");

    const byForm = await page.request.get(`/api/v1${new URL(page.url()).pathname}`, {
      headers: { Accept: "application/json" },
    });
    const rest = {
      targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }],
      goals: { utilizationCeilingRatio: 0.7 },
    };
    const byApi = await page.request.post("/api/v1/plans", {
      headers: { Prefer: "wait=60" },
      multipart: { inventory: FILE, request: JSON.stringify(rest) },
    });
    expect(byApi.status()).toBe(201);
    expect(await byForm.text()).toBe(await byApi.text());
    expect(complaints).toEqual([]);
    await close();
  });

  it("that is none is told at the file field, which keeps the focus path short", async () => {
    const { page, close } = await site.visit();
    await page.goto("/");
    await page
      .getByLabel("Files")
      .setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
    await page.getByRole("button", { name: "Read the inventory" }).click();
    const summary = page.getByRole("alert");
    await summary.waitFor();
    expect(await page.title()).toMatch(/^Error:/);
    // the browser gives the focus when it draws the page
    const hasFocus = (element: Locator) => element.evaluate((one) => one === one.ownerDocument.activeElement);
    await expect.poll(() => hasFocus(summary)).toBe(true);
    await summary.getByRole("link").click();
    await expect.poll(() => hasFocus(page.getByLabel("Files"))).toBe(true);
    await picture(page, "upload-error");
    await close();
  });
});
