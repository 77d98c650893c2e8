/** The workloads of a stored inventory, as a page and as JSON. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { WORKLOAD_LIST } from "../../../web/api/schemas.ts";
import { json, post, upload } from "./calls.ts";

let server: TestServer;
let sample: string;
let small: string;
beforeAll(async () => {
  server = await testServer();
  const kept = async (answer: Response) => (answer.headers.get("Location") ?? "").split("/").at(-1) ?? "";
  sample = await kept(await post(server, "/inventories", [["sample", "estate-2005"]]));
  const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }]);
  small = await kept(await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body }));
});
afterAll(() => server.close());

const page = async (path: string) => {
  const html = await (await fetch(`${server.url}${path}`, { headers: { Accept: "text/html" } })).text();
  return html.replaceAll("&#x3D;", "=").replaceAll("&amp;", "&");
};
const list = (id: string, query = "") => fetch(`${server.url}/api/v1/inventories/${id}/workloads${query}`);
type List = {
  readonly matching: number;
  readonly workloads: readonly { readonly id: string; readonly vcpus: number; readonly cpu?: { peakCores: number } }[];
  readonly links: { readonly next?: string };
};
const names = (html: string) =>
  [...html.matchAll(/<th scope="row">(?:<a href="[^"]*">)?([^<]*)/g)].map((at) => at[1]?.trim());

describe("the workloads page", () => {
  it("shows a hundred at a time with ways on and back", async () => {
    const first = await page(`/inventories/${sample}/workloads`);
    expect(names(first)).toHaveLength(100);
    expect(first).toContain("1 to 100 of 500 workloads");
    expect(first).not.toContain('rel="prev"');
    const next = /<a href="([^"]*)" rel="next"/.exec(first)?.[1] ?? "";
    const second = await page(next);
    expect(second).toContain("101 to 200 of 500 workloads");
    expect(names(second).filter((name) => names(first).includes(name))).toEqual([]);
    expect(await page(`/inventories/${sample}/workloads?page=5`)).not.toContain('rel="next"');
    // a page after the last is the last
    expect(await page(`/inventories/${sample}/workloads?page=99`)).toContain("401 to 500 of 500");
  });

  it("filters and orders by its address, and keeps the filter in the fields and in every link of the table", async () => {
    const html = await page(`/inventories/${sample}/workloads?text=web-0&sort=-peak`);
    expect(html).toMatch(/id="text"[^>]*value="web-0"/);
    expect(html).toMatch(/<th scope="col" aria-sort="descending"><a href="[^"]*text=web-0[^"]*sort=peak">CPU peak/);
    expect(names(html).every((name) => name?.startsWith("web-0"))).toBe(true);
    expect(html).toMatch(/<svg class="spark" role="img" aria-label="CPU of web-\d+ over 14 days/);
  });

  it("says so when nothing is left", async () => {
    expect(await page(`/inventories/${small}/workloads?text=zzz`)).toContain("No workload is left by the filter");
  });

  it("finds the workloads that a finding names, and what is not running says so", async () => {
    const html = await page(`/inventories/${small}/workloads?finding=powered-off`);
    expect(names(html)).toEqual(["vm-012"]);
    expect(html).toContain('<span class="tag">powered-off</span>');
    expect(html).toContain('<option value="powered-off" selected>Powered off (1)</option>');
  });

  it("is not there for an unknown inventory", async () => {
    expect((await fetch(`${server.url}/inventories/none/workloads`)).status).toBe(404);
  });
});

describe("the workloads of the API", () => {
  it("come by pages that give every workload once, the filter kept", async () => {
    const seen: string[] = [];
    let next: string | undefined = `/api/v1/inventories/${sample}/workloads?limit=60&text=web&sort=name`;
    while (next !== undefined) {
      const answer = await fetch(`${server.url}${next}`);
      const body: List = await json<List>(answer);
      expect(WORKLOAD_LIST.safeParse(body).error?.issues).toBeUndefined();
      expect(answer.headers.get("Link") ?? "").toBe(
        body.links.next === undefined ? "" : `<${body.links.next}>; rel="next"`,
      );
      seen.push(...body.workloads.map(({ id }) => id));
      next = body.links.next;
      expect(body.matching).toBeGreaterThanOrEqual(seen.length);
      if (next === undefined) expect(seen).toHaveLength(body.matching);
    }
    expect(seen.length).toBeGreaterThan(60);
    expect(seen).toEqual([...new Set(seen)].toSorted());
  });

  it("are ordered as asked, with what was measured", async () => {
    const { workloads } = await json<List>(await list(sample, "?sort=-peak&limit=3"));
    const peaks = workloads.map(({ cpu }) => cpu?.peakCores ?? 0);
    expect(peaks).toEqual(peaks.toSorted((a, b) => b - a));
    expect(peaks[2]).toBeGreaterThan(0);
  });

  it.each([
    ["?state=asleep", "/state"],
    ["?sort=colour", "/sort"],
    ["?limit=0", "/limit"],
    ["?cursor=p1", "/cursor"],
    ["?cursor=w-1", "/cursor"],
  ])("refuse %s", async (query, pointer) => {
    const answer = await list(sample, query);
    expect(answer.status).toBe(422);
    const { errors } = await json<{ errors: { pointer: string }[] }>(answer);
    expect(errors.map((one) => one.pointer)).toEqual([pointer]);
  });
});
