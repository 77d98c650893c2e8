/** Rules that nobody could keep, one by one, and rules that look like it but can be kept. */
import { describe, expect, it } from "vitest";
import type { PlaceGroup, Rule } from "#planner/contract/index.ts";
import { type Where, contradictions, placeProblems, rulePlaceProblems } from "#planner/constrain/index.ts";

const WORKLOADS = ["a", "b", "c", "d"];
const apart = (id: string, ...workloads: string[]): Rule => ({ id, kind: "apart", workloads });
const together = (id: string, ...workloads: string[]): Rule => ({ id, kind: "together", workloads });
const pin = (id: string, workloads: string[], ...places: string[]): Rule => ({ id, kind: "pin", workloads, places });
const ban = (id: string, workloads: string[], ...places: string[]): Rule => ({ id, kind: "ban", workloads, places });
const found = (...rules: Rule[]) => contradictions(rules, WORKLOADS);

describe("contradictions", () => {
  it("are none in rules that can be kept at once", () => {
    expect(
      found(
        together("T", "a", "b"),
        apart("A", "b", "c"),
        pin("P", ["a"], "x@t", "y@t/2"),
        pin("Q", ["b"], "x@t/1", "z@t"),
        ban("B", ["a", "b"], "x@t/2"),
      ),
    ).toEqual([]);
  });

  it("name workloads that the request does not have", () => {
    expect(found(apart("A", "a", "b", "nobody"))).toEqual([
      { rules: ["A"], workloads: ["nobody"], why: "unknown-workload" },
    ]);
  });

  it("name a rule that is left with too few workloads", () => {
    expect(found(apart("A", "a", "nobody"), together("T", "b", "b"), pin("P", ["nobody"], "x@t"))).toEqual([
      { rules: ["A"], workloads: ["nobody"], why: "unknown-workload" },
      { rules: ["P"], workloads: ["nobody"], why: "unknown-workload" },
      { rules: ["A"], workloads: ["a"], why: "empty-rule" },
      { rules: ["T"], workloads: ["b"], why: "empty-rule" },
      { rules: ["P"], workloads: [], why: "empty-rule" },
    ]);
  });

  it("name an id that is used twice, once", () => {
    expect(found(apart("A", "a", "b"), apart("A", "b", "c"), apart("A", "c", "d"))).toEqual([
      { rules: ["A"], workloads: [], why: "duplicate-rule-id" },
    ]);
  });

  it("see together and apart on one pair through a chain", () => {
    expect(found(together("T", "a", "b"), together("U", "b", "c"), apart("A", "a", "d", "c"))).toEqual([
      { rules: ["T", "U", "A"], workloads: ["a", "c"], why: "together-and-apart" },
    ]);
  });

  it("see pins of one workload without a common place", () => {
    expect(found(pin("P", ["a"], "x@t/1"), pin("Q", ["a", "b"], "x@t/2", "y@t"))).toEqual([
      { rules: ["P", "Q"], workloads: ["a"], why: "no-common-place" },
    ]);
  });

  it("see bans that leave no place of a pin, a target covering its hosts", () => {
    expect(found(pin("P", ["a", "b"], "x@t/1", "y@t"), ban("B", ["a"], "x@t"), ban("C", ["a"], "y@t"))).toEqual([
      { rules: ["P", "B", "C"], workloads: ["a"], why: "no-place-left" },
    ]);
  });

  it("do not take a target for used up by bans on single hosts of it", () => {
    expect(found(pin("P", ["a"], "x@t"), ban("B", ["a"], "x@t/1", "x@t/2"))).toEqual([]);
  });

  it("see members of a group pinned to different places", () => {
    expect(found(together("T", "a", "b"), pin("P", ["a"], "x@t/1"), pin("Q", ["b"], "x@t/2"))).toEqual([
      { rules: ["T", "P", "Q"], workloads: ["a", "b"], why: "together-pinned-apart" },
    ]);
  });

  it("see a ban on one member take the place another is pinned to", () => {
    expect(found(together("T", "a", "b"), pin("P", ["a"], "x@t"), ban("B", ["b"], "x@t"))).toEqual([
      { rules: ["T", "P", "B"], workloads: ["a", "b"], why: "no-place-left" },
    ]);
  });

  it("see workloads that must be apart pinned to one and the same host", () => {
    expect(found(apart("A", "a", "b", "c"), pin("P", ["a", "c"], "x@t/1"))).toEqual([
      { rules: ["A", "P"], workloads: ["a", "c"], why: "apart-pinned-together" },
    ]);
    expect(found(apart("A", "a", "b"), pin("P", ["a", "b"], "x@t"))).toEqual([]);
  });

  it("see the same rule under two ids, whatever the order of its workloads", () => {
    expect(found(apart("A", "a", "b"), apart("B", "b", "a"), apart("C", "a", "c"))).toEqual([
      { rules: ["A", "B"], workloads: [], why: "same-rule-twice" },
    ]);
  });

  it("see a group on both sides of a split, and a workload on both", () => {
    const split: Rule = { id: "S", kind: "split", workloads: ["a", "d"], from: ["b", "d"] };
    expect(found(together("T", "a", "b"), split)).toEqual([
      { rules: ["T", "S"], workloads: ["a", "b"], why: "together-and-split" },
      { rules: ["S"], workloads: ["d"], why: "split-itself" },
    ]);
  });

  it("see a group of which a part wants to be alone", () => {
    expect(found(together("T", "a", "b"), { id: "L", kind: "lonely", workloads: ["a"] })).toEqual([
      { rules: ["T", "L"], workloads: ["a", "b"], why: "together-and-lonely" },
    ]);
  });

  it("allow as many together as an apart rule allows", () => {
    expect(found(together("T", "a", "b"), { id: "A", kind: "apart", workloads: ["a", "b", "c"], atMost: 2 })).toEqual(
      [],
    );
  });

  it("see more hosts asked for than allowed, or than workloads", () => {
    const least = (atLeast: number): Rule => ({ id: "N", kind: "min-hosts", workloads: [], places: [], atLeast });
    const most: Rule = { id: "X", kind: "max-hosts", workloads: [], places: [], atMost: 2 };
    expect(found(least(3), most)).toEqual([{ rules: ["N", "X"], workloads: [], why: "least-above-most" }]);
    expect(found(least(5))).toEqual([{ rules: ["N"], workloads: [], why: "least-above-workloads" }]);
  });

  it("count hosts: three apart on two of a run", () => {
    expect(found(apart("A", "a", "b", "c"), pin("P", ["a", "b", "c"], "x@t/4-5"))).toEqual([
      { rules: ["A", "P"], workloads: ["a", "b", "c"], why: "too-few-hosts-apart" },
    ]);
  });

  it("know the stock: bans on both hosts of a target of two leave none", () => {
    const known = { targets: ["x@t"], stockOf: () => 2 };
    const rules = [pin("P", ["a"], "x@t"), ban("B", ["a"], "x@t/1-2")];
    expect(contradictions(rules, WORKLOADS, known)).toEqual([
      { rules: ["P", "B"], workloads: ["a"], why: "no-place-left" },
    ]);
  });

  it("see a drained host that somebody is pinned to, and a loss that nobody pinned can survive", () => {
    const drain: Rule = { id: "D", kind: "drain", workloads: [], places: ["x@t/1"] };
    const survive: Rule = { id: "S", kind: "survive", workloads: [], lose: "host" };
    expect(found(pin("P", ["a"], "x@t/1"), drain)).toEqual([
      { rules: ["P", "D"], workloads: ["a"], why: "no-place-left" },
    ]);
    expect(found(pin("P", ["a"], "x@t/1"), survive)).toEqual([
      { rules: ["S", "P"], workloads: ["a"], why: "no-refuge" },
    ]);
  });

  it("see rules that ask nothing", () => {
    const rules: Rule[] = [
      { id: "R", kind: "reserve", workloads: [], places: [] },
      { id: "V", kind: "preserve", workloads: ["a"] },
      { id: "C", kind: "contain", workloads: ["a"], places: [] },
      { id: "L", kind: "limit", workloads: ["a"], beside: ["nobody"], atMost: 1 },
    ];
    expect(
      found(...rules)
        .filter(({ why }) => why === "empty-rule")
        .map(({ rules: [id] }) => id),
    ).toEqual(["R", "V", "C", "L"]);
  });
});

describe("places at the door", () => {
  const where = (groups: readonly PlaceGroup[]): Where => ({ targets: ["x@t", "y@t"], groups, stockOf: () => 10 });
  const codes = (...groups: PlaceGroup[]) =>
    placeProblems(where(groups)).map(({ pointer, code }) => `${pointer} ${code}`);
  const place = (id: string, hosts: string[], more: Partial<PlaceGroup> = {}): PlaceGroup => ({
    id,
    kind: "rack",
    hosts,
    ...more,
  });

  it("are fine when every host is known and in one rack", () => {
    expect(
      codes(place("s", [], { kind: "site" }), place("a", ["x@t/1-4"], { in: "s" }), place("b", ["x@t/5", "y@t"])),
    ).toEqual([]);
  });

  it("are refused: unknown hosts, runs backwards, ids taken twice, names of targets", () => {
    expect(codes(place("a", ["z@t/1", "x@t/5-3"]), place("a", []), place("x", []))).toEqual([
      "/places/0/hosts/0 unknown-host",
      "/places/0/hosts/1 unknown-host",
      "/places/1 duplicate",
      "/places/2 duplicate",
    ]);
  });

  it("are refused: a host in two racks, places in a circle, an unknown outer place", () => {
    expect(codes(place("a", ["x@t/1-4"]), place("b", ["x@t/4-6"]))).toEqual(["/places/1 host-in-two"]);
    expect(codes(place("a", [], { in: "b" }), place("b", [], { in: "a" }))).toEqual([
      "/places/0/in place-cycle",
      "/places/1/in place-cycle",
    ]);
    expect(codes(place("a", [], { in: "nowhere" }))).toEqual(["/places/0/in unknown-place"]);
  });

  it("are missed by rules: unknown places, scopes without racks, reserves without number", () => {
    const rules: Rule[] = [
      { id: "P", kind: "fence", workloads: ["a"], places: ["q"] },
      { id: "A", kind: "apart", workloads: ["a", "b"], scope: "rack" },
      { id: "R", kind: "reserve", workloads: [], places: ["y@t"], per: "place", cpuPercent: 5 },
    ];
    const endless: Where = { ...where([]), stockOf: () => Infinity };
    expect(rulePlaceProblems(rules, endless).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/rules/0/places/0 unknown-place",
      "/rules/1 no-such-scope",
      "/rules/2 unbounded-place",
    ]);
  });
});
