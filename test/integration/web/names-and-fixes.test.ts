/** A stored inventory without its names, and findings that are dealt with. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, rvtoolsWorkbook } from "../../support/web-server.ts";
import { json, post, postJson, upload } from "./calls.ts";
import { type StoredEstate, idIn, plain, storedEstate } from "./stored-estate.ts";

let server: TestServer;
let id: string;
let page: StoredEstate["page"];
let stored: StoredEstate["stored"];
beforeAll(async () => {
  ({ server, id, page, stored } = await storedEstate());
});
afterAll(() => server.close());

describe("an inventory without names", () => {
  const wholeText = async (of: string) => JSON.stringify(await stored(of));

  it("is made by a button, with the table of names for whoever has the names", async () => {
    const sent = await post(server, `/inventories/${id}/anonymise`, []);
    const location = sent.headers.get("Location") ?? "";
    expect([sent.status, location]).toEqual([303, `/inventories/${idIn(location)}?done=1`]);
    expect(await wholeText(idIn(location))).not.toMatch(/vm-0|esx-|estate\.xlsx|lots/);
    const html = await page(location);
    expect(html).toMatch(/role="status"><p>Kept as an inventory of its own: names replaced by pseudonyms/);
    expect(html).not.toContain(id);
    const table = await fetch(`${server.url}/api/v1/inventories/${id}/names`);
    expect(table.headers.get("Content-Type")).toContain("text/csv");
    expect(table.headers.get("Content-Disposition")).toBe("attachment; filename=names.csv");
    const lines = (await table.text()).split("\r\n");
    expect(lines.slice(0, 2)).toEqual(["kind,name,pseudonym", "workload,vm-001,wl-0001"]);
    expect(lines).toContain("host,esx-a,host-0001");
    const { names } = await json<{ names: unknown[] }>(
      await fetch(`${server.url}/api/v1/inventories/${id}/names`, { headers: { Accept: "application/json" } }),
    );
    expect(names[0]).toEqual({ kind: "workload", name: "vm-001", pseudonym: "wl-0001" });
  });

  it("is kept from the start where the upload asks for it, by form and by API", async () => {
    const files = [{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }];
    const form = await fetch(`${server.url}/inventories`, {
      method: "POST",
      redirect: "manual",
      body: upload(files, { anonymise: "1" }),
    });
    expect(await wholeText(idIn(form.headers.get("Location")))).not.toMatch(/vm-0|esx-|estate\.xlsx|lots/);
    const api = await fetch(`${server.url}/api/v1/inventories?anonymise=1`, { method: "POST", body: upload(files) });
    expect(api.status).toBe(201);
    expect(await wholeText(idIn(api.headers.get("Location")))).not.toMatch(/vm-0|esx-|estate\.xlsx|lots/);
    const wrong = await fetch(`${server.url}/api/v1/inventories?anonymise=maybe`, {
      method: "POST",
      body: upload(files),
    });
    expect(wrong.status).toBe(400);
    const made = await postJson(server, `/api/v1/inventories/${id}/anonymise`, "");
    expect([made.status, (await json<{ links: { before: string } }>(made)).links.before]).toEqual([
      201,
      `/api/v1/inventories/${id}`,
    ]);
  });
});

describe("findings with fixes", () => {
  it("stand in groups with their counts, and a button deals with a group", async () => {
    const html = await page(`/inventories/${id}`);
    expect(html).toMatch(
      /<h3[^>]*><span class="tag tag-info">info<\/span> Powered off, 1 time <small>powered-off<\/small><\/h3>/,
    );
    expect(html).toContain(`href="/inventories/${id}/workloads?finding=powered-off">See the workload</a>`);
    const sent = await post(server, `/inventories/${id}/fixes`, [
      ["code", "powered-off"],
      ["fix", "plan"],
    ]);
    const location = sent.headers.get("Location") ?? "";
    expect([sent.status, location]).toEqual([303, `/inventories/${idIn(location)}?from=${id}`]);
    const after = await page(location);
    expect(after).not.toMatch(/<h3[^>]*>[^<]*<span[^>]*>info<\/span> Powered off/);
    expect(after).toContain('<li>set: vm-012 (state running)</li><li>findings settled: "Powered off" (once)</li>');
    // notes of edits are no findings: they stand in their own list
    expect(after).not.toContain("edit-settled");
  });

  it.each([
    ["powered-off", "explode"],
    ["no-such-code", "settle"],
    ["", ""],
  ])("refuse the fix of %j by %j", async (code, fix) => {
    const sent = await post(server, `/inventories/${id}/fixes`, [
      ["code", code],
      ["fix", fix],
    ]);
    expect(sent.status).toBe(422);
    expect(plain(await sent.text())).toContain(`There is no fix "${fix}"`);
  });
});
