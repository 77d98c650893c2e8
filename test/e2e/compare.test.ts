import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { busy } from "../support/busy-server.ts";
import { rvtoolsWorkbook } from "../support/web-server.ts";
import { VIEWS, violationsOn } from "./axe.ts";
import { type Browsing, browsing, leadOn, openGroup, picture, sharedAt, toGoals } from "./browsing.ts";

/** A plan of the sample estate, by the form; its page is shown at the end. */
async function makePlan(page: Page, name: string, ceiling: string): Promise<string> {
  await toGoals(page);
  await page.getByLabel("Name of the plan").fill(name);
  await openGroup(page, "Demand and headroom");
  await page.getByLabel("Most of a host's CPU, network and disk in use").fill(ceiling);
  await openGroup(page, "Search and replay");
  await page.getByLabel("Effort of the search").fill("0");
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]+(\?|$)/);
  return new URL(page.url()).pathname;
}

describe("plans side by side", () => {
  let site: Browsing;
  let first = "";
  beforeAll(async () => {
    site = await browsing();
    const { page, close } = await site.visit();
    await makePlan(page, "Careful", "50");
    first = await makePlan(page, "Bold", "90");
    await close();
  });
  afterAll(() => site.close());

  it.each([true, false])("are ticked in the list and compared, with script: %s", async (javaScriptEnabled) => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled });
    await page.goto("/plans");
    await page.getByRole("button", { name: "Compare the ticked ones" }).click();
    await page.getByRole("alert").getByText("tick at least two").waitFor();
    for (const name of ["Bold", "Careful"]) await page.getByRole("checkbox", { name: `Compare ${name}` }).check();
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("heading", { level: 1, name: "Compare plans" }).waitFor();
    const row = page.getByRole("row", { name: /^CPU ceiling/ });
    expect(await row.innerText()).toMatch(/90\.0%[\s\S]*50\.0%[\s\S]*−40 points/);
    expect(await page.getByRole("row", { name: /^Hosts used/ }).innerText()).toContain("worse");
    // the browser itself reports the 422
    expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
    await close();
  });

  it("are ticked and compared by keyboard alone", async () => {
    const { page, close } = await site.visit();
    await page.goto("/plans");
    for (let ticked = 0; ticked < 2; ) {
      await page.keyboard.press("Tab");
      const isBox = await page.evaluate<boolean>("document.activeElement.matches('input[type=checkbox]')");
      if (!isBox) continue;
      await page.keyboard.press("Space");
      ticked += 1;
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Compare plans" }).waitFor();
    await close();
  });

  it("are reached from a plan as the last step, beside its exports", async () => {
    const { page, close } = await site.visit();
    await page.goto(first);
    const steps = page.getByRole("navigation", { name: "Steps" });
    await leadOn(page, () => steps.getByRole("link", { name: "Compare and export" }).click());
    expect(await page.getByRole("link", { name: "Workbook (XLSX)" }).count()).toBe(1);
    await page.getByRole("checkbox", { name: "Compare Careful" }).check();
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("heading", { name: "Workloads that differ" }).waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Workloads that differ (CSV)" }).click();
    expect((await waiting).suggestedFilename()).toBe("comparison-workloads.csv");
    await close();
  });

  it.each([true, false])("are planned again with a newer inventory, with script: %s", async (javaScriptEnabled) => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled });
    await page.goto(first);
    await page.getByRole("link", { name: "Plan again" }).click();
    await page.getByRole("button", { name: "Read it and plan again" }).click();
    await page.getByRole("alert").getByRole("link", { name: "Files: Choose at least one file." }).click();
    const file = { name: "august.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(rvtoolsWorkbook()) };
    await page.getByLabel("Files").setInputFiles(file);
    await page.getByRole("button", { name: "Read it and plan again" }).click();
    await page.waitForURL(/\/plans\/[0-9a-f-]+(\?|$)/);
    await page.getByText("Planned again like an earlier plan").waitFor();
    // the sample's rules name its own workloads: every one of them is told
    await page.getByText("is left out: too few of its workloads are left").first().waitFor({ state: "attached" });
    await page.getByRole("link", { name: "Compare both" }).click();
    await page.getByText("A and B are of different estates").waitFor();
    expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
    await close();
  });

  it.each([true, false])(
    "are made one for each target and then compared, with script: %s",
    async (javaScriptEnabled) => {
      const { page, complaints, close } = await site.visit({ javaScriptEnabled });
      // the page goes on by itself when all are over: none begins before the page was looked at
      const begin = await busy(site.server.url);
      await page.goto("/");
      await page.getByRole("button", { name: "Use the sample estate" }).click();
      await page.getByRole("link", { name: "Choose targets" }).click();
      const hosts = ["hp-dl585-g1", "dell-2950-iii"];
      for (const [i, host] of hosts.entries()) {
        const target = page.getByRole("group", { name: `Target ${i + 1}` });
        await target.getByLabel("Platform").selectOption("esx-3.0");
        await target.getByLabel("Host type").selectOption(host);
      }
      await page.getByRole("button", { name: "Set goals" }).click();
      await page.getByLabel("Name of the plan").fill("Both");
      await page.getByLabel("One plan for each target").check();
      await page.getByRole("button", { name: "Make the plan" }).click();
      await page.getByRole("heading", { level: 1, name: "Planning 2 plans" }).waitFor();
      await page.getByRole("heading", { name: "Both: esx-3.0@hp-dl585-g1" }).waitFor();
      if (javaScriptEnabled) {
        await picture(page, "jobs-together");
        expect(await violationsOn(page)).toEqual([]);
      }
      await begin();
      // waits for all of them, then it is the comparison
      await page.waitForURL("**/plans/compare?*");
      for (const [i, host] of hosts.entries())
        await page.getByRole("columnheader", { name: `${"AB"[i]}: Both: esx-3.0@${host}` }).waitFor();
      expect(complaints).toEqual([]);
      await close();
    },
  );

  for (const { name, rules, options } of VIEWS) {
    it(`is accessible and no wider than the window, ${name}`, async () => {
      const { page, complaints, close } = await site.visit(options);
      await page.goto("/plans");
      // the newest of that name are those planned again
      await page.getByRole("checkbox", { name: "Compare Bold" }).last().check();
      await leadOn(page, () => page.getByRole("button", { name: "Compare the ticked ones" }).click());
      for (const step of ["compare-choose", "compare"]) {
        await picture(page, `${step}-${name}`);
        expect(await violationsOn(page, rules), step).toEqual([]);
        const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
        expect(overflow, `${step} scrolls sideways`).toBeLessThanOrEqual(0);
        if (step === "compare-choose") {
          await page.getByRole("checkbox", { name: "Compare Careful" }).check();
          await leadOn(page, () => page.getByRole("button", { name: "Compare" }).click());
        }
      }
      const { search } = new URL(page.url());
      const shares = {
        "compare-shares": `/plans/compare/shares${search}`,
        "compare-shared": await sharedAt(site.server.url, `/plans/comparison/shares${search}`),
      };
      for (const [step, address] of Object.entries(shares)) {
        await page.goto(address);
        await picture(page, `${step}-${name}`);
        expect(await violationsOn(page, rules), step).toEqual([]);
        const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
        expect(overflow, `${step} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await page.goto(`${first}/again`);
      await page.getByRole("button", { name: "Plan again with it" }).click();
      await page.getByRole("alert").waitFor();
      await picture(page, `plan-again-${name}`);
      expect(await violationsOn(page, rules), "again").toEqual([]);
      expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
      await close();
    });
  }
});
