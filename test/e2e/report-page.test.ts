/** The one-file report in a browser: accessible in light and dark, on a desk and on a phone, opened or folded. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportHtml } from "#report";
import { launchBrowser } from "../support/browser.ts";
import { sampleDemandOf } from "../support/plan-document.ts";
import { sampleRoom } from "../support/plan-room.ts";
import { VIEWS } from "./axe.ts";
import { pictureOf } from "./browsing.ts";
import { CUT, OVERLAPS } from "./drawn.ts";

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

let browser: Browser;
let folder: string;
let address: string;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  folder = await mkdtemp(path.join(tmpdir(), "hostwright-report-"));
  const file = path.join(folder, "report.html");
  const document = sampleRoom({ hosts: 20, frames: 1, unracked: 1, isForCost: true });
  await writeFile(file, reportHtml(document, { demandOf: sampleDemandOf(document) }));
  address = pathToFileURL(file).href;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(["light", "dark"] as const)("the report in %s", (colorScheme) => {
  it.each([1280, 320])("has nothing axe objects to at %i px, every detail open", async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(address);
    await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
    await page.evaluate(axe);
    const violations = (await page.evaluate("axe.run().then((result) => result.violations)")) as AxeViolation[];
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

const PICTURES = ["before-after", "cost-waterfall", "rack-elevation", "room-draw", "rack-heat"];

describe("the pictures of the room and its money", () => {
  it.each(VIEWS)("are readable, $name: no text runs into another or out of the picture", async ({ name, options }) => {
    const page = await browser.newPage(options);
    await page.goto(address);
    for (const id of PICTURES) {
      const svg = `document.querySelector('svg[aria-labelledby^="${id}-title"]')`;
      await pictureOf(page.locator(`figure:has(svg[aria-labelledby^="${id}-title"])`), `report-${id}-${name}`);
      expect(await page.evaluate(`(${OVERLAPS})(${svg})`), id).toEqual([]);
      expect(await page.evaluate(`(${CUT})(${svg})`), id).toEqual([]);
    }
    await page.close();
  });
});

describe("the report on a small screen", () => {
  it("reflows: only tables and pictures scroll sideways, and the keyboard reaches them", async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
    await page.goto(address);
    await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
    expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(0);
    const unreachable = await page.evaluate(
      "[...document.querySelectorAll('main *')].filter((e) => !e.closest('svg') && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'auto' && e.tabIndex !== 0).length",
    );
    expect(unreachable).toBe(0);
    await page.close();
  });

  it("lets the skip link be the first stop of the keyboard", async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
    await page.goto(address);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the report");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("main");
    await page.close();
  });
});
