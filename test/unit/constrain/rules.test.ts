/** Each rule states itself twice; on any board the two agree: allowed exactly when nothing new is broken. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rule, RuleKind } from "#planner/contract/index.ts";
import { CONSTRAINTS, type Placement, compileRules, violationsOf } from "#planner/constrain/index.ts";
import type { Board } from "#planner/pack/index.ts";

const WORKLOADS = ["a", "b", "c", "d", "e"];
const TARGETS = ["xen@r1", "esx@r2"];
/** Bins of the random boards: three hosts of the first target, two of the second. */
const HOSTS = ["xen@r1/1", "xen@r1/2", "xen@r1/3", "esx@r2/1", "esx@r2/2"];

const targetOf = (host: string) => host.slice(0, host.lastIndexOf("/"));
const numberOf = (host: string) => Number(host.slice(host.lastIndexOf("/") + 1));

/** [workload] bin, −1 = nowhere: as the packer sees it. */
function boardOf(bins: readonly number[]): Board {
  return {
    bins: HOSTS.length,
    typeOf: (bin) => TARGETS.indexOf(targetOf(HOSTS[bin]!)),
    numberOf: (bin) => numberOf(HOSTS[bin]!),
    binOf: (item) => bins[item] ?? -1,
    itemsIn: (bin) => [...bins.keys()].filter((item) => bins[item] === bin),
  };
}

/** The same, as a judge of names sees it. */
function placementOf(bins: readonly number[]): Placement {
  return {
    hostOf: (workload) => HOSTS[bins[WORKLOADS.indexOf(workload)] ?? -1],
    workloadsOn: (host) => WORKLOADS.filter((_, w) => HOSTS[bins[w]!] === host),
    targetOf,
  };
}

const workloads = (least: number) => fc.uniqueArray(fc.constantFrom(...WORKLOADS), { minLength: least });
const places = fc.uniqueArray(fc.constantFrom(...TARGETS, ...HOSTS, "xen@r1/9"), { minLength: 1, maxLength: 3 });

const RULES: { readonly [K in RuleKind]: fc.Arbitrary<Rule> } = {
  apart: workloads(2).map((list) => ({ id: "apart", kind: "apart", workloads: list })),
  together: workloads(2).map((list) => ({ id: "together", kind: "together", workloads: list })),
  pin: fc.tuple(workloads(1), places).map(([list, on]) => ({ id: "pin", kind: "pin", workloads: list, places: on })),
  ban: fc.tuple(workloads(1), places).map(([list, on]) => ({ id: "ban", kind: "ban", workloads: list, places: on })),
};

const board = fc.array(fc.integer({ min: -1, max: HOSTS.length - 1 }), {
  minLength: WORKLOADS.length,
  maxLength: WORKLOADS.length,
});
const question = fc.record({ board, item: fc.nat(WORKLOADS.length - 1), bin: fc.nat(HOSTS.length - 1) });

/** Both answers to "may the item, taken off the board, join the bin?" */
function bothAnswers(rules: readonly Rule[], asked: { board: readonly number[]; item: number; bin: number }) {
  const before = asked.board.with(asked.item, -1);
  const after = before.with(asked.item, asked.bin);
  const compiled = compileRules(rules, new Map(WORKLOADS.map((name, w) => [name, w])), TARGETS);
  const isAllowed = compiled
    .filter((rule) => rule.items.includes(asked.item))
    .every((rule) => rule.allows(boardOf(before), asked.item, asked.bin));
  const old = new Set(violationsOf(rules, placementOf(before)).map((violation) => JSON.stringify(violation)));
  const isNewlyBroken = violationsOf(rules, placementOf(after)).some((v) => !old.has(JSON.stringify(v)));
  return { isAllowed, isNewlyBroken };
}

/** Run the property and see that it was asked both ways often enough to mean something. */
function holdTogether(rules: fc.Arbitrary<readonly Rule[]>): void {
  const seen = { yes: 0, no: 0 };
  fc.assert(
    fc.property(rules, question, (rules, asked) => {
      const { isAllowed, isNewlyBroken } = bothAnswers(rules, asked);
      expect(isAllowed).toBe(!isNewlyBroken);
      seen[isAllowed ? "yes" : "no"]++;
    }),
    { numRuns: 2000, seed: 1704 },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(200);
}

describe("a rule allows exactly what breaks nothing new", () => {
  it.each(Object.keys(CONSTRAINTS) as RuleKind[])("%s", (kind) => {
    holdTogether(RULES[kind].map((rule) => [rule]));
  });

  it("for random pairs of rules", () => {
    const any = fc.oneof(...Object.values(RULES));
    holdTogether(fc.tuple(any, any).map(([a, b]) => [a, { ...b, id: `${b.id}-2` }]));
  });
});

describe("violations", () => {
  it("name the rule, the workloads and the hosts", () => {
    // a and b on xen@r1/1, c on esx@r2/1.
    const placement = placementOf([0, 0, 3, -1, -1]);
    const rules: readonly Rule[] = [
      { id: "A", kind: "apart", workloads: ["a", "b", "c"] },
      { id: "T", kind: "together", workloads: ["b", "c", "d"] },
      { id: "P", kind: "pin", workloads: ["a", "c", "d"], places: ["xen@r1/2", "esx@r2"] },
      { id: "B", kind: "ban", workloads: ["a", "c"], places: ["xen@r1"] },
    ];
    expect(violationsOf(rules, placement)).toEqual([
      { rule: "A", kind: "apart", workloads: ["a", "b"], hosts: ["xen@r1/1"] },
      { rule: "T", kind: "together", workloads: ["b", "c"], hosts: ["esx@r2/1", "xen@r1/1"] },
      { rule: "P", kind: "pin", workloads: ["a"], hosts: ["xen@r1/1"] },
      { rule: "B", kind: "ban", workloads: ["a"], hosts: ["xen@r1/1"] },
    ]);
  });

  it("find nothing in an empty placement", () => {
    const nowhere = placementOf([-1, -1, -1, -1, -1]);
    const rules: readonly Rule[] = [{ id: "P", kind: "pin", workloads: ["a"], places: ["xen@r1/2"] }];
    expect(violationsOf(rules, nowhere)).toEqual([]);
  });
});

describe("compileRules", () => {
  const index = new Map([
    ["a", 2],
    ["b", 0],
  ]);

  it("lists the packed workloads by index, ascending, and leaves the others out", () => {
    const [rule] = compileRules([{ id: "A", kind: "apart", workloads: ["a", "template", "b", "a"] }], index, TARGETS);
    expect(rule?.items).toEqual([0, 2]);
  });

  it("drops rules that concern no packed workload", () => {
    expect(
      compileRules([{ id: "P", kind: "pin", workloads: ["template"], places: ["xen@r1"] }], index, TARGETS),
    ).toEqual([]);
  });

  it("tells the packer which hosts a pin or ban names", () => {
    const rules: readonly Rule[] = [
      { id: "P", kind: "pin", workloads: ["a"], places: ["esx@r2/7", "xen@r1"] },
      { id: "B", kind: "ban", workloads: ["a"], places: ["xen@r1/2"] },
      { id: "whole", kind: "ban", workloads: ["b"], places: ["esx@r2"] },
    ];
    const [pin, ban, whole] = compileRules(rules, index, TARGETS);
    expect(pin).toMatchObject({ hosts: [{ type: 1, number: 7 }], isExclusive: true });
    expect(ban).toMatchObject({ hosts: [{ type: 0, number: 2 }], isExclusive: false });
    expect(whole).not.toHaveProperty("hosts");
  });
});
