import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openApi } from "../../../web/api/openapi.ts";
import { PROBLEM_TYPES } from "../../../web/problem-types.ts";

const doc = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");

/** Every "$ref" in a JSON value. */
function refsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "$ref" ? [String(inner)] : refsIn(inner)));
}

describe("the API's description", () => {
  it("is the one in docs/openapi.json; `node web/api/write-openapi.ts` writes it anew", () => {
    expect(JSON.parse(doc("openapi.json"))).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  it("refers only to what it defines", () => {
    const description = JSON.parse(JSON.stringify(openApi())) as { components: { schemas: Record<string, unknown> } };
    const missing = refsIn(description).filter(
      (ref) => description.components.schemas[ref.replace("#/components/schemas/", "")] === undefined,
    );
    expect(missing).toEqual([]);
  });

  it("keeps what goes in apart from what comes out: defaults are optional in requests only", () => {
    const { PlanRequest, PlanRequestOutput } = (
      JSON.parse(JSON.stringify(openApi())) as { components: { schemas: Record<string, { required: string[] }> } }
    ).components.schemas;
    expect(PlanRequest?.required).toEqual(["workloads", "targets"]);
    expect(PlanRequestOutput?.required).toContain("goals");
  });

  it("is told in docs/API.md address by address", () => {
    const text = doc("API.md");
    const untold = Object.keys(openApi().paths ?? {}).filter((address) => !text.includes(`\`${address}\``));
    expect(untold).toEqual([]);
  });

  it("has its problems in docs/ERRORS.md, each with its status", () => {
    const text = doc("ERRORS.md");
    const untold = Object.entries(PROBLEM_TYPES).filter(
      ([key, { status }]) => !text.includes(`| \`${key}\` | ${status} |`),
    );
    expect(untold).toEqual([]);
  });
});
