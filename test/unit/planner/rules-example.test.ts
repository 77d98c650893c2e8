/** The example with every kind of rule: accepted, planned, verified, and each rule judged kept. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { CONSTRAINTS, violationsOf } from "#planner/constrain/index.ts";
import { decodeRequest, plan, verify } from "#planner";
import { placementOf, seatsOf } from "../../../planner/reasons.ts";
import { sizeEstate } from "../../../planner/size/index.ts";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";

const context = { platforms: PLATFORMS, hostTypes: HOST_TYPES };
const request = decodeRequest(parse(readFileSync("examples/rules.yaml", "utf8")), context);
const result = plan(request, context);

describe("examples/rules.yaml", () => {
  it("names every kind of rule", () => {
    expect(new Set(request.rules.map((rule) => rule.kind))).toEqual(new Set(Object.keys(CONSTRAINTS)));
  });

  it("is planned without leaving anybody out, and passes the judge", () => {
    expect(result.unplaced).toEqual([]);
    expect(result.unmet).toBeUndefined();
    expect(verify({ request, result }, context)).toEqual({ ok: true, violations: [] });
  });

  it("keeps every rule", () => {
    const estate = sizeEstate(request, context);
    expect(violationsOf(request.rules, placementOf(seatsOf(estate, result.hosts)))).toEqual([]);
  });

  it("survives the loss of any host, but for what rules tie to it", () => {
    expect(result.failover?.map(({ holds, cases }) => ({ holds, cases }))).toEqual([
      { holds: true, cases: result.summary.hostsUsed },
      { holds: true, cases: result.summary.hostsUsed },
    ]);
  });
});
