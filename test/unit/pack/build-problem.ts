/** Builders of packing problems in plain lists, and a fast-check arbitrary of small random ones. */
import * as fc from "fast-check";
import type { PlaceGroup, Rule } from "#planner/contract/index.ts";
import { compileRules } from "#planner/constrain/index.ts";
import type { PackOptions, PackProblem } from "#planner/pack/index.ts";

export interface TypeSpec {
  readonly capacity: readonly number[];
  readonly room?: readonly number[];
  readonly maxBins?: number;
  readonly cost?: number;
  /** Own demand, item by item: [dimension][slot]; without it the items' common demand. */
  readonly demand?: readonly (readonly (readonly number[])[])[];
  readonly eligible?: readonly boolean[];
}

export interface ProblemSpec {
  /** Item by item: [dimension][slot]. */
  readonly demand: readonly (readonly (readonly number[])[])[];
  /** Item by item: [constant]. */
  readonly claim?: readonly (readonly number[])[];
  readonly types: readonly TypeSpec[];
  readonly rules?: readonly Rule[];
  readonly groups?: readonly PlaceGroup[];
}

/** Name of an item in rules. */
export const nameOf = (item: number): string => `w${item}`;
/** Name of a type in rules. */
export const typeName = (type: number): string => `t${type}`;

export function problemOf(spec: ProblemSpec): PackProblem {
  const items = spec.demand.length;
  const [first = [[0]]] = spec.demand;
  const dimensions = first.length;
  const constants = spec.types[0]?.room?.length ?? 0;
  const arrays = (demand: ProblemSpec["demand"]) =>
    Array.from({ length: dimensions }, (_, d) => Float64Array.from(demand.flatMap((item) => item[d] ?? [])));
  const common = arrays(spec.demand);
  const claim = Float64Array.from((spec.claim ?? []).flat());
  const names = Array.from({ length: items }, (_, item) => [nameOf(item), item] as const);
  return {
    items,
    slots: first[0]?.length ?? 1,
    varying: Array.from({ length: dimensions }, (_, d) => `v${d}`),
    constant: Array.from({ length: constants }, (_, c) => `c${c}`),
    types: spec.types.map((type, t) => ({
      id: typeName(t),
      maxBins: type.maxBins ?? Infinity,
      cost: type.cost ?? 1,
      capacity: Float64Array.from(type.capacity),
      room: Float64Array.from(type.room ?? []),
      demand: type.demand === undefined ? common : arrays(type.demand),
      claim,
      eligible: Uint8Array.from({ length: items }, (_, item) => (type.eligible?.[item] === false ? 0 : 1)),
    })),
    rules: compileRules(
      spec.rules ?? [],
      new Map(names),
      spec.types.map((_, t) => typeName(t)),
      { groups: spec.groups },
    ),
  };
}

/** Items of one resource, one slot, sizes as given; one type of that capacity. */
export const line = (sizes: readonly number[], capacity: number, rules: readonly Rule[] = []): PackProblem =>
  problemOf({ demand: sizes.map((size) => [[size]]), types: [{ capacity: [capacity] }], rules });

export const OPTIONS: PackOptions = { seed: 1, effort: 0, stopped: () => false, progress: () => {} };

const CAPACITY = 10;

/** Rules over items w0… and types t0…, of every kind. */
export function ruleArbitrary(items: number, types: number): fc.Arbitrary<Rule> {
  const workloads = (least: number) =>
    fc.uniqueArray(fc.nat(items - 1).map(nameOf), { minLength: Math.min(least, items), maxLength: 3 });
  const place = fc
    .tuple(fc.nat(types - 1), fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }))
    .map(([type, number]) => (number === undefined ? typeName(type) : `${typeName(type)}/${number}`));
  const places = fc.uniqueArray(place, { minLength: 1, maxLength: 2 });
  return fc.oneof(
    workloads(2).map((list): Rule => ({ id: "apart", kind: "apart", workloads: list })),
    workloads(2).map((list): Rule => ({ id: "together", kind: "together", workloads: list })),
    fc.tuple(workloads(1), places).map(([list, on]): Rule => ({ id: "pin", kind: "pin", workloads: list, places: on })),
    fc.tuple(workloads(1), places).map(([list, on]): Rule => ({ id: "ban", kind: "ban", workloads: list, places: on })),
  );
}

/** Racks over the first hosts of both types; every rule that counts by rack speaks of these. */
export const RACKS: readonly PlaceGroup[] = [
  { id: "rack-a", kind: "rack", hosts: ["t0/1-2"] },
  { id: "rack-b", kind: "rack", hosts: ["t0/3", "t1/1"] },
];

/** Rules of the kinds that count: company, numbers of hosts, racks. */
export function countingRule(items: number, types: number): fc.Arbitrary<Rule> {
  const some = (least: number) =>
    fc.uniqueArray(fc.nat(items - 1).map(nameOf), { minLength: Math.min(least, items), maxLength: 4 });
  const perhaps = fc.oneof(fc.constant<string[]>([]), some(1));
  const place = fc.constantFrom("rack-a", "rack-b", ...Array.from({ length: types }, (_, t) => typeName(t)), "t0/2");
  const places = fc.uniqueArray(place, { minLength: 1, maxLength: 2 });
  const anywhere = fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: places });
  const few = fc.integer({ min: 1, max: 3 });
  const scope = fc.constantFrom("host", "rack" as const);
  const of = (kind: string, fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Rule> =>
    fc.record(fields).map((rest) => ({ id: kind, kind, ...rest }) as unknown as Rule);
  return fc.oneof(
    of("apart", { workloads: some(2), scope, atMost: few }),
    of("together", { workloads: some(2), scope }),
    of("fence", { workloads: some(1), places }),
    of("lonely", { workloads: some(1) }),
    of("among", { workloads: some(2), places }),
    of("split", { workloads: some(1), from: some(1), scope }),
    of("limit", { workloads: some(1), beside: some(1), atMost: few }),
    of("max-hosts", { workloads: perhaps, places: anywhere, atMost: few }),
    of("max-partitions", { workloads: perhaps, places: anywhere, atMost: few }),
    of("contain", { workloads: some(2), places: anywhere, atMost: few }),
    of("drain", { workloads: perhaps, places: fc.constant(["t0/1"]) }),
    of("quarantine", { workloads: perhaps, places: fc.constant(["t0/2"]) }),
  );
}

/** Small problems: 1–6 items, 1–2 types, 1–3 slots, 1–2 varying and 0–1 constant resources, up to 3 rules. */
export const smallProblem = smallProblemWith(ruleArbitrary, []);

/** The same under other rules over these racks. */
export function smallProblemWith(
  rule: (items: number, types: number) => fc.Arbitrary<Rule>,
  groups: readonly PlaceGroup[],
): fc.Arbitrary<{ readonly spec: ProblemSpec; readonly problem: PackProblem }> {
  return fc
    .record({
      items: fc.integer({ min: 1, max: 6 }),
      slots: fc.integer({ min: 1, max: 3 }),
      dimensions: fc.integer({ min: 1, max: 2 }),
      constants: fc.integer({ min: 0, max: 1 }),
      types: fc.integer({ min: 1, max: 2 }),
    })
    .chain(({ items, slots, dimensions, constants, types }) => {
      const list = <T>(of: fc.Arbitrary<T>, length: number) => fc.array(of, { minLength: length, maxLength: length });
      const size = fc.oneof(fc.nat(6), fc.nat(CAPACITY));
      const demand = list(list(list(size, slots), dimensions), items);
      const limit = fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 4, max: CAPACITY }) },
        { weight: 1, arbitrary: fc.constant(Infinity) },
      );
      const type = fc.record({
        capacity: list(limit, dimensions),
        room: list(limit, constants),
        maxBins: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 4 })),
        cost: fc.integer({ min: 1, max: 3 }),
        demand: fc.option(demand, { nil: undefined, freq: 2 }),
        eligible: fc.option(list(fc.boolean(), items), { nil: undefined, freq: 2 }),
      });
      const rules = fc.array(rule(items, types), { maxLength: 3 });
      return fc.record({ demand, claim: list(list(size, constants), items), types: list(type, types), rules });
    })
    .map((made) => {
      const types = made.types.map(({ demand, eligible, ...rest }) => ({
        ...rest,
        ...(demand === undefined ? {} : { demand }),
        ...(eligible === undefined ? {} : { eligible }),
      }));
      const rules = made.rules.map((rule, r) => ({ ...rule, id: `${rule.kind}-${r}` }));
      const spec: ProblemSpec = { ...made, types, rules, groups };
      return { spec, problem: problemOf(spec) };
    });
}
