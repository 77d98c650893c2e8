/** Simulations in a browser: the pages in every view, the way through them without script, and a run that is cancelled. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { CONTRAST, VIEWS, violationsOn } from "./axe.ts";
import { type Browsing, browsing, leadOn, picture, sharedAt } from "./browsing.ts";
import { SMALL_HOST } from "../support/small-host.ts";

/** A host with everything there is to draw: a move, memory under pressure, a service partition. */
const FULL_HOST = {
  ...SMALL_HOST,
  name: "Everything there is",
  guests: [
    { id: "web", count: 2, memoryMiB: 256, behaviour: "web" },
    { id: "batch", count: 8, memoryMiB: 512 },
  ],
  durationSeconds: 10,
  events: [{ kind: "migrate", atSeconds: 1, guest: "web-1" }],
};

let site: Browsing;
let simulation: string;
let shared: string;
beforeAll(async () => {
  site = await browsing();
  const made = await fetch(`${site.server.url}/api/v1/simulations`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Prefer: "wait=60" },
    body: JSON.stringify(FULL_HOST),
  });
  simulation = (made.headers.get("Location") ?? "").replace("/api/v1", "");
  shared = await sharedAt(site.server.url, `${simulation}/shares`);
});
afterAll(() => site.close());

/** Fill in the smallest host there is. */
async function describeHost(page: Page): Promise<void> {
  await page.goto("/simulations/new");
  await page.getByLabel("Platform").selectOption("xen-3.0.4");
  await page.getByLabel("Host type").selectOption("hp-dl585-g1");
  await page.getByLabel("Simulated time").fill("2");
  await page.getByLabel("Name", { exact: true }).first().fill("By the fields");
}

describe("the pages of simulations", () => {
  for (const { name, rules, options } of VIEWS) {
    it(`have nothing axe objects to, ${name}, and none is wider than the window or complains`, async () => {
      const { page, complaints, close } = await site.visit({ ...options, reducedMotion: "reduce" });
      const pages = {
        "simulation-new": "/simulations/new",
        "simulation-example": "/simulations/new?example=xen-web-consolidation",
        simulations: "/simulations",
        simulation,
        "simulation-shares": `${simulation}/shares`,
        "simulation-shared": shared,
      };
      for (const [title, address] of Object.entries(pages)) {
        await page.goto(address);
        await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
        await picture(page, `${title}-${name}`);
        expect(await violationsOn(page, rules), `${title} ${name}`).toEqual([]);
        const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
        expect(overflow, `${title} ${name} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      expect(complaints).toEqual([]);
      await close();
    });

    it(`have nothing axe objects to when something is wrong, ${name}`, async () => {
      const { page, close } = await site.visit(options);
      await describeHost(page);
      await page.getByRole("group", { name: "Guest 1" }).getByLabel("vCPUs").fill("0");
      await page.getByRole("group", { name: "Guest 1" }).getByLabel("Terms").fill("weight");
      await page.getByRole("button", { name: "Simulate", exact: true }).click();
      await page.getByRole("alert").waitFor();
      expect(await violationsOn(page, rules)).toEqual([]);
      await picture(page, `simulation-error-${name}`);
      await close();
    });
  }

  it("asks axe of dark pages for contrast at least", () => {
    expect(VIEWS.filter(({ rules }) => rules === CONTRAST)).toHaveLength(2);
  });
});

describe("a simulation in a browser", () => {
  it("is described, run and read without script", async () => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled: false });
    await page.goto("/");
    await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Simulations" }).click();
    await page.getByRole("link", { name: "Simulate a host" }).click();
    await describeHost(page);
    await page.getByRole("button", { name: "Simulate", exact: true }).click();
    // the progress page reloads itself until the result is there
    await page.waitForURL("**/simulations/*-*");
    await page.getByRole("heading", { level: 1, name: "By the fields" }).waitFor();
    await page.getByRole("region", { name: "CPU of the guests" }).waitFor();
    await expect.poll(() => page.locator("svg.chart").count()).toBe(2);
    expect(complaints).toEqual([]);
    await close();
  });

  it("begins with an example that is loaded, and is changed and run again", async () => {
    const { page, complaints, close } = await site.visit();
    await page.goto("/simulations/new");
    await leadOn(page, () => page.getByRole("button", { name: "Live migration on Xen 3.0.4" }).click());
    const file = page.getByRole("textbox", { name: "Host file" });
    await file.fill((await file.inputValue()).replace(/durationSeconds: \d+/, "durationSeconds: 5"));
    await page.getByRole("button", { name: "Simulate this file" }).click();
    await page.waitForURL("**/simulations/*-*");
    await page.getByRole("heading", { level: 1, name: "Live migration on Xen 3.0.4" }).waitFor();
    await page.getByRole("link", { name: "Change and run again" }).click();
    expect(await page.getByRole("textbox", { name: "Host file" }).inputValue()).toContain("durationSeconds: 5\n");
    expect(complaints).toEqual([]);
    await close();
  });

  it("tells how far it is and stops when asked", async () => {
    const { page, complaints, close } = await site.visit();
    await page.goto("/simulations/new");
    const long = JSON.stringify({ ...FULL_HOST, durationSeconds: 86_400, eventBudget: 5e9 });
    await page.getByRole("textbox", { name: "Host file" }).fill(long);
    await page.getByRole("button", { name: "Simulate this file" }).click();
    await page
      .getByRole("status")
      .filter({ hasText: /^Simulating: \d+% of the time\.$/ })
      .waitFor();
    await picture(page, "simulation-running");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("status").filter({ hasText: "Cancelled." }).waitFor();
    await page.getByRole("link", { name: "Describe another host" }).click();
    await page.getByRole("heading", { name: "Simulate a host" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("prints on A4 without a cut table or picture", async () => {
    const { page, close } = await site.visit();
    await page.goto(simulation);
    await page.emulateMedia({ media: "print" });
    // the width of A4 less its margins, at 96 dots per inch: 182 mm
    await page.setViewportSize({ width: 688, height: 1000 });
    const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
    await picture(page, "simulation-print");
    await close();
  });
});
