/** A browser on a real server, for tests: pages that note every complaint of theirs, and pictures to look at. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { type TestServer, testServer } from "../support/web-server.ts";

const SCREENSHOTS = fileURLToPath(new URL("../../node_modules/.cache/screenshots/", import.meta.url));

/** What a page does comes late on a slow or busy machine: this ends what hangs, before the test itself is ended. */
const HANGS_MS = 300_000;

export interface Visit {
  readonly page: Page;
  /** Errors of the console, of scripts and of blocked loads, in the order met. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Browsing {
  readonly server: TestServer;
  /** A fresh page with cookies and storage of its own. */
  visit(options?: BrowserContextOptions): Promise<Visit>;
  readonly close: () => Promise<void>;
}

/** Start server and browser together. @param options of the server */
export async function browsing(options: Parameters<typeof testServer>[0] = {}): Promise<Browsing> {
  const [server, browser]: [TestServer, Browser] = await Promise.all([testServer(options), launchBrowser()]);
  return {
    server,
    visit: async (wanted = {}) => {
      const context = await browser.newContext({ baseURL: server.url, locale: "en-GB", ...wanted });
      context.setDefaultTimeout(HANGS_MS);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      return { page, complaints, close: () => context.close() };
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Keep a picture of one element, for people; the element must be there and seen. */
export async function pictureOf(element: Locator, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await element.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
}

/** Keep a picture of the whole page, once it is loaded, for people. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState();
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** Do what leads to another page, and wait until that page is loaded. */
export async function leadOn(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent("framenavigated"), act()]);
  await page.waitForLoadState();
}

/** From the first page to the goals with the sample estate on one target. */
export async function toGoals(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Use the sample estate" }).click();
  await page.getByRole("link", { name: "Choose targets" }).click();
  await page.getByRole("group", { name: "Target 1" }).getByLabel("Platform").selectOption("esx-3.0");
  await page.getByRole("group", { name: "Target 1" }).getByLabel("Host type").selectOption("hp-dl585-g1");
  await page.getByRole("button", { name: "Set goals" }).click();
  await page.getByRole("heading", { name: "Set goals" }).waitFor();
}

/** Share what is at this address of the API, without /api/v1; the path to hand on. */
export async function sharedAt(url: string, address: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1${address}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  const { links } = (await answer.json()) as { readonly links?: { readonly page?: string } };
  if (links?.page === undefined) throw new Error(`${address} answered ${answer.status}`);
  return links.page;
}

/** Unfold a group of the goals page. */
export async function openGroup(page: Page, title: string): Promise<void> {
  await page.locator("summary", { hasText: title }).click();
}

/** An estate whose plan takes seconds, as a house file: many machines, none measured. */
export function largeEstate(count = 30_000): Buffer {
  const workloads = Array.from({ length: count }, (_, i) => ({
    id: `server-${i}`,
    name: `server-${i}`,
    os: { family: "linux", architecture: "x86-32" },
    vcpus: 1 + (i % 2),
    memoryMiB: 512 + 4 * ((i * 37) % 256),
  }));
  return Buffer.from(JSON.stringify({ format: "hostwright-inventory/1", workloads }));
}
