/** The whole way, from an uploaded workbook through all six steps to a saved PDF: with script, without, and by keyboard alone. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rvtoolsWorkbook } from "../support/web-server.ts";
import { type Browsing, browsing, pictureOf } from "./browsing.ts";
import { tabTo, typeChoice } from "./tabbing.ts";

const FILE = {
  name: "estate.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: Buffer.from(rvtoolsWorkbook()),
};

/** How one gets on: something pressed by its name, a choice made by its words. */
interface Hands {
  readonly upload: () => Promise<void>;
  readonly press: (role: "button" | "link", name: string) => Promise<void>;
  readonly choose: (label: string, value: { readonly id: string; readonly words: string }) => Promise<void>;
}

const byMouse = (page: Page): Hands => ({
  upload: () => page.getByLabel("Files").setInputFiles(FILE),
  press: (role, name) => page.getByRole(role, { name, exact: true }).first().click(),
  choose: async (label, { id }) => {
    await page.getByRole("group", { name: "Target 1" }).getByLabel(label).selectOption(id);
  },
});

const byKeyboard = (page: Page): Hands => ({
  upload: async () => {
    await tabTo(page, /> Files$/);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
    await chooser.setFiles(FILE);
  },
  press: async (_role, name) => {
    await tabTo(page, new RegExp(`> ${name.replaceAll(/[()]/g, "\\$&")}$`));
    await page.keyboard.press("Enter");
  },
  choose: async (label, { words }) => {
    await tabTo(page, new RegExp(`Target 1 > ${label}`));
    await typeChoice(page, words);
  },
});

/** From the first page to the PDF; its bytes. */
async function toPdf(page: Page, { upload, press, choose }: Hands): Promise<Buffer> {
  await page.goto("/");
  await upload();
  await press("button", "Read the inventory");
  await page.waitForURL("**/inventories/*");
  await page.goto(`${page.url()}/workloads`);
  await press("link", "Choose targets");
  await page.waitForURL("**/targets*");
  await choose("Platform", { id: "esx-3.0", words: "VMware ESX Server 3.0" });
  await choose("Host type", { id: "hp-dl585-g1", words: "ProLiant DL585 G1" });
  await press("button", "Set goals");
  await page.waitForURL("**/goals?*");
  await press("button", "Make the plan");
  await page.waitForURL("**/plans/*");
  const goals = page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: "Goals" });
  expect(await goals.getAttribute("href")).toMatch(/^\/inventories\/[0-9a-f-]+\/goals\?target=esx-3\.0%40hp-dl585-g1$/);
  await pictureOf(page.getByRole("navigation", { name: "Steps" }), "plan-steps");
  await press("link", "Compare and export");
  await page.waitForURL("**/plans/compare?*");
  const [file] = await Promise.all([page.waitForEvent("download"), press("link", "Print (PDF)")]);
  return await readFile(await file.path());
}

describe("from upload to PDF", () => {
  let site: Browsing;
  beforeAll(async () => {
    site = await browsing();
  });
  afterAll(() => site.close());

  it.each([
    { way: "with script", options: {}, hands: byMouse },
    { way: "without script", options: { javaScriptEnabled: false }, hands: byMouse },
    { way: "by keyboard alone", options: {}, hands: byKeyboard },
  ])("$way", async ({ options, hands }) => {
    const { page, complaints, close } = await site.visit(options);
    const pdf = await toPdf(page, hands(page));
    expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(10_000);
    expect(complaints).toEqual([]);
    await close();
  });
});
