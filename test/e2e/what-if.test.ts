/** What-ifs in a browser: the pages in every view, the way through them with script, without, and by keyboard, and one that is ended early. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BASE, RICH_SCENARIO } from "../support/scenario.ts";
import { TARGET, servers } from "../unit/jobs/builders.ts";
import { VIEWS, violationsOn } from "./axe.ts";
import { type Browsing, browsing, leadOn, openGroup, picture, sharedAt, toGoals } from "./browsing.ts";

let site: Browsing;
let plan: string;
/** Of so many servers that thousands of variants of it end only when they are ended. */
let large: string;
let whatIf: string;
let shared: string;

async function made(address: string, body: unknown): Promise<string> {
  const answer = await fetch(`${site.server.url}/api/v1/${address}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Prefer: "wait=60" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
  return (answer.headers.get("Location") ?? "").replace("/api/v1", "");
}

beforeAll(async () => {
  site = await browsing();
  plan = await made("plans", { ...BASE, name: "Branch office" });
  large = await made("plans", {
    name: "Large",
    workloads: servers(400),
    targets: [TARGET],
    goals: { effortSeconds: 0 },
  });
  whatIf = await made("what-ifs", RICH_SCENARIO);
  shared = await sharedAt(site.server.url, `${whatIf}/shares`);
});
afterAll(() => site.close());

describe("the pages of what-ifs", () => {
  for (const { name, rules, options } of VIEWS) {
    it(`have nothing axe objects to, ${name}, and none is wider than the window or complains`, async () => {
      const { page, complaints, close } = await site.visit({ ...options, reducedMotion: "reduce" });
      const pages = {
        "what-if-base": "/what-ifs/new",
        "what-if-new": `/what-ifs/new?plan=${plan.split("/").at(-1)}`,
        "what-if-again": `/what-ifs/new?from=${whatIf.split("/").at(-1)}`,
        "what-ifs": "/what-ifs",
        "what-if": `${whatIf}?a=1&b=8&sort=peakW`,
        "what-if-shares": `${whatIf}/shares`,
        "what-if-shared": shared,
      };
      for (const [title, address] of Object.entries(pages)) {
        await page.goto(address);
        await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
        expect(await violationsOn(page, rules), `${title} ${name}`).toEqual([]);
        const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
        expect(overflow, `${title} ${name} scrolls sideways`).toBeLessThanOrEqual(0);
        // a picture with all its tables unfolded would show little else
        if (title === "what-if") await page.goto(address);
        await picture(page, `${title}-${name}`);
      }
      expect(complaints).toEqual([]);
      await close();
    });

    it(`have nothing axe objects to when something is wrong, ${name}`, async () => {
      const { page, close } = await site.visit(options);
      await page.goto(`/what-ifs/new?plan=${plan.split("/").at(-1)}`);
      await page.getByLabel("Growth of demand").fill("0,20");
      await openGroup(page, "Growth over the months");
      await page.getByLabel("CPU", { exact: true }).fill("much");
      await page.getByRole("button", { name: "Plan the variants" }).click();
      await page.getByRole("alert").waitFor();
      // the browser gives the focus when it draws the page
      await expect.poll(() => page.evaluate("document.activeElement.className")).toBe("error-summary");
      expect(await page.getByLabel("Growth of demand").inputValue()).toBe("0,20");
      expect(await page.getByLabel("CPU", { exact: true }).inputValue()).toBe("much");
      expect(await violationsOn(page, rules)).toEqual([]);
      await picture(page, `what-if-error-${name}`);
      await close();
    });
  }
});

describe("a what-if in a browser", () => {
  it("is asked about a plan, read, compared, and one row of it planned, without script", async () => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled: false });
    await page.goto(plan);
    await page.getByRole("link", { name: "What if …?" }).click();
    await page.getByLabel("Growth of demand").fill("0 300");
    await page.getByLabel("Spare hosts").fill("0 1");
    await openGroup(page, "Losses");
    await page.getByLabel("Hosts lost at once").fill("1");
    await page.getByRole("button", { name: "Plan the variants" }).click();
    // the progress page reloads itself until the result is there
    await page.waitForURL("**/what-ifs/*-*");
    await page.getByRole("heading", { level: 1, name: "What if: Branch office" }).waitFor();
    const rows = page.getByRole("region", { name: "Alternatives", exact: true });
    await leadOn(page, () => rows.getByRole("link", { name: "Peak draw (W)" }).click());
    expect(await rows.locator("th[aria-sort=ascending]").textContent()).toBe("Peak draw (W)");
    await rows.getByRole("link", { name: "Peak draw (W)" }).click();
    await page.waitForURL("**order=desc**");
    await page.getByLabel("Across").selectOption("peakW");
    await page.getByRole("button", { name: "Show these" }).click();
    await page.getByRole("heading", { name: /against peak draw \(W\)/ }).waitFor();
    expect(page.url()).toContain("sort=peakW");
    await page.getByLabel("against row").fill("4");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("region", { name: "Row 4 against row 1" }).waitFor();
    await page.getByLabel("Row to plan in full").fill("4");
    await page.getByRole("button", { name: "Plan this row" }).click();
    await page.waitForURL("**/plans/*-*");
    expect(complaints).toEqual([]);
    await close();
  });

  it("is asked about an inventory with its goals, with script and by keyboard alone", async () => {
    const { page, complaints, close } = await site.visit();
    await toGoals(page);
    await page.getByRole("button", { name: "What if …?" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "What if …?" }).waitFor();
    await page.getByLabel("Utilization ceiling").focus();
    await page.keyboard.type("60 80");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/what-ifs/*-*");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    expect(await page.getByRole("region", { name: "Alternatives", exact: true }).locator("tbody tr").count()).toBe(2);
    expect(complaints).toEqual([]);
    await close();
  });

  it("tells how far it is, and gives the rows that are done when asked", async () => {
    const { page, complaints, close } = await site.visit();
    await page.goto(`/what-ifs/new?plan=${large.split("/").at(-1)}`);
    await page.getByLabel("Growth of demand").fill(Array.from({ length: 100 }, (_, i) => i).join(" "));
    await page.getByLabel("Spare hosts").fill(Array.from({ length: 90 }, (_, i) => i % 3).join(" "));
    await page.getByRole("button", { name: "Plan the variants" }).click();
    await page
      .getByRole("status")
      .filter({ hasText: /^Planning the variants: \d+% of them\.$/ })
      .waitFor();
    await picture(page, "what-if-running");
    await page.getByRole("button", { name: "Stop and take the rows that are done" }).click();
    await page.waitForURL("**/what-ifs/*-*");
    await page.getByText("It was ended early").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("stops when it is cancelled, and leads back to the page that asks", async () => {
    const { page, close } = await site.visit();
    await page.goto(`/what-ifs/new?plan=${large.split("/").at(-1)}`);
    const text = JSON.stringify({
      vary: { "/seed": Array.from({ length: 1000 }, (_, i) => i) },
      sample: { count: 10, draw: { "/goals/growthPercent": { distribution: "uniform", from: 0, to: 100 } } },
    });
    await page.getByLabel("Scenario", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Plan this scenario" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("status").filter({ hasText: "Cancelled." }).waitFor();
    await page.getByRole("link", { name: "Describe another what-if" }).click();
    await page.getByRole("heading", { name: "What if …?" }).waitFor();
    await close();
  });

  it("prints on A4 without a cut table or picture", async () => {
    const { page, close } = await site.visit();
    await page.goto(`${whatIf}?a=1&b=8`);
    await page.emulateMedia({ media: "print" });
    // the width of A4 less its margins, at 96 dots per inch: 182 mm
    await page.setViewportSize({ width: 688, height: 1000 });
    const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
    await picture(page, "what-if-print");
    await close();
  });
});
