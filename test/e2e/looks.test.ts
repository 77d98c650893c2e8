/**
 * Every kind of result page as people see it: nothing runs into anything else or out of its box, nothing is too pale, on a
 * desk and on a phone, light and dark; on paper pictures and tables fit on the sheet. With names no page was made for.
 */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RICH_SCENARIO } from "../support/scenario.ts";
import { VIEWS } from "./axe.ts";
import { type Browsing, browsing, picture } from "./browsing.ts";
import { SHEET, offencesOn, offencesOnPaper } from "./drawn.ts";

const example = (name: string): Record<string, unknown> =>
  parse(readFileSync(new URL(`../../examples/${name}.yaml`, import.meta.url), "utf8")) as Record<string, unknown>;

/** 200 characters in one word, 200 in many, from right to left, markup, a formula, a control that turns the line. */
const NAMES = [
  "x".repeat(200),
  "a name that goes on and on ".repeat(8).slice(0, 200).trim(),
  "خادم قاعدة البيانات الرئيسي",
  "データベースサーバー",
  "<script>alert(1)</script>&amp;\"'",
  "=SUM(A1:A9)",
  "turned \u202Eround",
];

const oddEstate = (count: number) => ({
  name: NAMES[1],
  targets: [{ platform: "vsphere-8", hostType: "dell-r740-8180", maxHosts: 1 }],
  goals: { effortSeconds: 0 },
  workloads: NAMES.slice(0, count).map((name, i) => ({
    id: `odd-${i}`,
    name,
    os: { family: "linux", architecture: i === 3 ? "sparc" : "x86-64" },
    vcpus: 2,
    memoryMiB: 4096,
    tags: { application: name.slice(0, 100) },
  })),
});

let site: Browsing;
let pages: Readonly<Record<string, string>>;

async function made(address: string, body: unknown): Promise<string> {
  const answer = await fetch(`${site.server.url}/api/v1/${address}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Prefer: "wait=120" },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (answer.headers.get("Location") ?? "").replace("/api/v1", "");
}

beforeAll(async () => {
  site = await browsing();
  const money = await made("plans", example("request-with-money"));
  const rules = await made("plans", example("rules"));
  const odd = await made("plans", oddEstate(NAMES.length));
  const empty = await made("plans", {
    ...oddEstate(1),
    targets: [{ platform: "power5-apv", hostType: "ibm-p5-510", maxHosts: 1 }],
  });
  const { hosts } = (await (await fetch(`${site.server.url}/api/v1${money}`)).json()) as { hosts: { id: string }[] };
  const id = (address: string) => address.split("/").at(-1) ?? "";
  pages = {
    money,
    rules,
    odd,
    empty,
    host: `${money}/hosts/${encodeURIComponent(hosts[0]?.id ?? "")}`,
    why: `${rules}/workloads/web-1`,
    "why-not": `${odd}/workloads/odd-3`,
    compare: `/plans/compare?id=${id(money)}&id=${id(rules)}&id=${id(odd)}&id=${id(empty)}`,
    "what-if": await made("what-ifs", RICH_SCENARIO),
    simulation: await made("simulations", example("xen-live-migration")),
    plans: "/plans",
    hosts: "/hosts",
  };
});
afterAll(() => site.close());

describe("result pages", () => {
  it.each(VIEWS)("draw nothing over or out of anything else, $name", async ({ name, options }) => {
    const { page, close } = await site.visit({ ...options, reducedMotion: "reduce" });
    for (const [title, address] of Object.entries(pages)) {
      await page.goto(address);
      expect(await offencesOn(page), `${title} ${name}`).toEqual([]);
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
      expect(overflow, `${title} ${name} scrolls sideways`).toBeLessThanOrEqual(0);
      await picture(page, `looks-${title}-${name}`);
    }
    await close();
  });

  it("fit on A4: no picture is cut in two by the end of a sheet, no table is wider", async () => {
    const { page, close } = await site.visit({ viewport: { width: SHEET.width, height: SHEET.height } });
    await page.emulateMedia({ media: "print" });
    for (const [title, address] of Object.entries(pages)) {
      await page.goto(address);
      expect(await offencesOnPaper(page), title).toEqual([]);
    }
    await close();
  });

  it("would be found at fault where they are", async () => {
    const { page, close } = await site.visit();
    await page.setContent(`<body style="background: #fff"><main><svg role="img" aria-labelledby="bad" width="100" height="40" viewBox="0 0 100 40">
      <text x="0" y="20">one</text><text x="4" y="20">two</text><text x="90" y="30">out of it</text><rect width="9" height="9" fill="#eee"/>
      </svg><p style="width: 40px; white-space: nowrap">far too many words</p><table style="width: 900px"><td>wide</td></table></main>`);
    const offences = await offencesOn(page);
    for (const offence of ["bad: one / two", "bad: out of it", "bad: <rect", "<p"])
      expect(
        offences.some((text) => text.startsWith(offence)),
        `${offence} in ${offences.join("\n")}`,
      ).toBe(true);
    expect(await offencesOnPaper(page)).toHaveLength(1);
    await close();
  });
});

/** "first page under 100 kB without pictures" */
const MOST_BYTES = 100_000;

it("the first page and all it loads are under 100 kB, uncompressed", async () => {
  const { page, close } = await site.visit();
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => sizes.push(response.body().then((body) => body.length)));
  await page.goto("/", { waitUntil: "networkidle" });
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeGreaterThan(1);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(MOST_BYTES);
  await close();
});
