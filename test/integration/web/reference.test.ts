/** What a request may name, through the API and its twins on the command line. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productContext } from "#jobs";
import { type Grid, type LicenceRuleListing, type ProductPrice, licenceRuleListings } from "#planner";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { answered } from "../cli/hostwright.ts";
import { json } from "./calls.ts";

describe("grids, licence rules and prices", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());
  const read = async <T>(name: string): Promise<T> => await json<T>(await fetch(`${server.url}/api/v1/${name}`));

  it("are listed by the API, each with its source", async () => {
    const { licenceRules } = await read<{ licenceRules: readonly LicenceRuleListing[] }>("licence-rules");
    expect(licenceRules).toEqual(JSON.parse(JSON.stringify(licenceRuleListings())));
    expect(licenceRules.flatMap(({ facts }) => facts).filter(({ source }) => source === "")).toEqual([]);
    const { grids } = await read<{ grids: readonly Grid[] }>("grids");
    const { prices } = await read<{ prices: readonly ProductPrice[] }>("prices");
    expect({ grids, prices }).toEqual({
      grids: productContext().grids ?? [],
      prices: productContext().productPrices ?? [],
    });
  });

  it("answer to GET alone", async () => {
    for (const name of ["licence-rules", "grids", "prices"]) {
      const refused = await fetch(`${server.url}/api/v1/${name}`, { method: "PUT" });
      expect([refused.status, refused.headers.get("Allow")]).toEqual([405, expect.stringContaining("GET")]);
    }
  });

  it("are printed as tables and as JSON", async () => {
    const grids = await answered(["grids"]);
    for (const { id } of productContext().grids ?? []) expect(grids.stdout).toMatch(new RegExp(`^${id} `, "m"));
    const oracle = await answered(["licences", "oracle-database-ee"]);
    expect(oracle.stdout).toMatch(/factor\.x86 +0\.5 licences per core/);
    const all = await answered(["licences", "--json"]);
    expect((JSON.parse(all.stdout) as readonly unknown[]).length).toBe(licenceRuleListings().length);
  });
});
