/** Signing in, in a browser without script: a viewer reads, a planner plans, a stranger with a share's address reads one plan. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD, bookOf } from "../unit/accounts/builders.ts";
import { VIEWS, violationsOn } from "./axe.ts";
import { type Browsing, browsing, leadOn, picture, toGoals } from "./browsing.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hostwright-login-"));
const accountsFile = path.join(folder, "accounts.json");
let site: Browsing;

beforeAll(async () => {
  writeFileSync(accountsFile, JSON.stringify(await bookOf({ vic: "viewer", pam: "planner", ada: "admin" })));
  site = await browsing({ accountsFile });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await leadOn(page, () => page.getByRole("button", { name: "Sign in" }).click());
}

async function signOut(page: Page): Promise<void> {
  await leadOn(page, () => page.getByRole("button", { name: "Sign out" }).click());
}

describe("a server with accounts", () => {
  it("lets a planner plan and share, a viewer read, and a stranger read what was shared until it is taken back", async () => {
    const planner = await site.visit({ javaScriptEnabled: false });
    await planner.page.goto("/");
    await signIn(planner.page, "pam");
    await toGoals(planner.page);
    const estate = `${site.server.url}/inventories/${/inventories\/([^/?]+)/.exec(planner.page.url())?.[1] ?? ""}`;
    await planner.page.getByRole("button", { name: "Make the plan" }).click();
    await planner.page.waitForURL("**/plans/*");
    const plan = new URL(planner.page.url()).pathname;
    await planner.page.goto(`${plan}/shares`);
    await planner.page.getByRole("button", { name: "Share read-only" }).click();
    const shared = await planner.page.getByLabel("It is shown only now").inputValue();

    const stranger = await site.visit({ javaScriptEnabled: false });
    await stranger.page.goto(shared);
    expect(await stranger.page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(await stranger.page.getByRole("link", { name: "Plans" }).count()).toBe(0);
    await stranger.page.goto(plan);
    expect(new URL(stranger.page.url()).pathname).toBe("/login");

    const viewer = await site.visit({ javaScriptEnabled: false });
    await viewer.page.goto(plan);
    await signIn(viewer.page, "vic");
    expect(new URL(viewer.page.url()).pathname).toBe(plan);
    expect(await viewer.page.getByRole("link", { name: "Plan again" }).count()).toBe(0);
    await viewer.page.goto("/");
    expect(await viewer.page.getByRole("main").innerText()).toContain("You are signed in to read.");
    expect(await viewer.page.getByRole("main").getByRole("button").count()).toBe(0);
    for (const { name, rules, options } of VIEWS.slice(0, 2)) {
      const { page, close } = await site.visit({ ...options, reducedMotion: "reduce" });
      for (const step of ["", "/workloads", "/targets"]) {
        await page.goto(`${estate}${step}`);
        if (step === "") await signIn(page, "vic");
        expect(await page.locator("main form[method=post]").count()).toBe(0);
        await picture(page, `viewer-${step.slice(1)}-${name}`);
        expect(await violationsOn(page, rules)).toEqual([]);
      }
      await close();
    }
    await planner.page.goto(`${plan}/shares`);
    await leadOn(planner.page, () => planner.page.getByRole("button", { name: /Take back/ }).click());
    expect((await stranger.page.goto(shared))?.status()).toBe(404);
    await signOut(planner.page);
    expect(new URL(planner.page.url()).pathname).toBe("/login");
    await Promise.all([planner, stranger, viewer].map(({ close }) => close()));
  });

  for (const { name, rules, options } of VIEWS) {
    it(`has nothing axe objects to when signing in, ${name}`, async () => {
      const { page, complaints, close } = await site.visit({ ...options, reducedMotion: "reduce" });
      await page.goto("/login");
      expect(await violationsOn(page, rules)).toEqual([]);
      await signIn(page, `nobody-${name}`, "certainly wrong");
      await picture(page, `login-${name}`);
      expect(await violationsOn(page, rules)).toEqual([]);
      await signIn(page, "vic");
      await page.goto("/plans");
      await picture(page, `signed-in-${name}`);
      expect(await violationsOn(page, rules)).toEqual([]);
      await signOut(page);
      await signIn(page, "ada");
      await leadOn(page, () => page.getByRole("link", { name: "Accounts" }).click());
      expect(await page.getByRole("row").count()).toBe(4);
      await picture(page, `accounts-${name}`);
      expect(await violationsOn(page, rules)).toEqual([]);
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
      expect(overflow).toBeLessThanOrEqual(0);
      // the browser itself reports the answer 422
      expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
      await close();
    });
  }
});
