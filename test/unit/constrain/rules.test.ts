/** Each rule states itself twice; step by step the two agree: a step is allowed exactly when the judge finds nothing after it. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rule, RuleKind } from "#planner/contract/index.ts";
import { CONSTRAINTS, violationsOf } from "#planner/constrain/index.ts";
import type { Board, PackProblem } from "#planner/pack/index.ts";
import { BinLoads } from "../../../planner/pack/bin-loads.ts";
import { HOSTS, RULES, WORKLOADS, isWithinCapacity, placementUnder, problemUnder, seatOf } from "./small-world.ts";

/** Rules that a single step cannot break: min-hosts is met at the end, survive by spares. */
const AFTERWARDS: readonly RuleKind[] = ["min-hosts", "survive"];
const STEPWISE = (Object.keys(CONSTRAINTS) as RuleKind[]).filter((kind) => !AFTERWARDS.includes(kind));

/** A step: take the workload off where it stands, and ask for a host; or only take it off. */
const step = fc.record({ item: fc.nat(WORKLOADS.length - 1), host: fc.option(fc.nat(HOSTS.length - 1), { freq: 8 }) });
const steps = fc.array(step, { minLength: 6, maxLength: 14 });
type Step = { readonly item: number; readonly host: number | null };

/** The same board without any counts told: what a rule answers to somebody who just asks. */
const untold = (loads: BinLoads): Board => ({
  bins: loads.bins,
  typeOf: (bin) => loads.typeOf(bin),
  numberOf: (bin) => loads.numberOf(bin),
  binOf: (item) => loads.binOf(item),
  itemsIn: (bin) => loads.itemsIn(bin),
});

/** A packing under construction with all hosts open: bin b is HOSTS[b]. */
function opened(problem: PackProblem): BinLoads {
  const loads = new BinLoads(problem);
  for (const { type, number } of HOSTS.map(seatOf)) loads.open(type, number);
  return loads;
}

/** Walk the steps, comparing every answer; returns how often the answer was yes and no. */
function walk(rules: readonly Rule[], path: readonly Step[]): { yes: number; no: number } {
  const problem = problemUnder(rules);
  const loads = opened(problem);
  const hostOf: (string | undefined)[] = WORKLOADS.map(() => undefined);
  const isKept = () => isWithinCapacity(hostOf) && violationsOf(rules, placementUnder(rules, hostOf)).length === 0;
  const seen = { yes: 0, no: 0 };
  for (const { item, host } of path) {
    if (loads.binOf(item) >= 0) {
      loads.remove(item);
      hostOf[item] = undefined;
      expect(isKept()).toBe(true);
    }
    if (host === null) continue;
    const isAllowed = loads.fits(item, host);
    const concerned = problem.rules.filter((rule) => rule.items.includes(item));
    expect(concerned.every((rule) => rule.allows(untold(loads), item, host))).toBe(loads.isAllowed(item, host));
    hostOf[item] = HOSTS[host];
    expect(isKept()).toBe(isAllowed);
    seen[isAllowed ? "yes" : "no"]++;
    if (isAllowed) loads.place(item, host);
    else hostOf[item] = undefined;
  }
  return seen;
}

/** Run the property and see that it was answered both ways often enough to mean something. */
function holdTogether(rules: fc.Arbitrary<readonly Rule[]>, numRuns: number): void {
  const seen = { yes: 0, no: 0 };
  fc.assert(
    fc.property(rules, steps, (rules, path) => {
      const { yes, no } = walk(rules, path);
      seen.yes += yes;
      seen.no += no;
    }),
    { numRuns, seed: 5003 },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(numRuns / 10);
}

describe("a rule allows exactly what the judge finds nothing wrong with", () => {
  it.each(STEPWISE)("%s", (kind) => {
    holdTogether(
      RULES[kind].map((rule) => [rule]),
      300,
    );
  });

  it("for random pairs of rules, on more than 5,000 walks", () => {
    const any = fc.oneof(...STEPWISE.map((kind) => RULES[kind]));
    holdTogether(
      fc.tuple(any, any).map(([a, b]) => [a, { ...b, id: `${b.id}-2` }]),
      5200,
    );
  });

  it("for two to four co-location limits at once, which are asked as one rule", () => {
    holdTogether(
      fc
        .array(RULES.limit, { minLength: 2, maxLength: 4 })
        .map((rules) => rules.map((rule, r) => ({ ...rule, id: `l${r}` }))),
      800,
    );
  });
});
