/**
 * The sized estate as a packing problem: whole numbers, no names. CPU counts in thousandths of a core of one "unit" target
 * per group of targets whose conversion factors differ only by a constant; those share one demand array, and their
 * capacities are turned into that unit (demand rounds up, capacity down).
 */
import { MIB_PER_GIB } from "#models/units.ts";
import { type Layout, compileRules, namesOf, ruleCharges, tightened } from "./constrain/index.ts";
import type { Rule } from "./contract/index.ts";
import type { BinType, PackProblem } from "./pack/index.ts";
import { packAmounts } from "./rule-amounts.ts";
import type { Estate, EstateWorkload } from "./size/index.ts";

/** Parts of a core in which CPU is counted: millicores. */
export const PER_CORE = 1000;
/** Parts per unit: kbit/s and kB/s, KiB. */
const PER_RATE = 1000;
const PER_MIB = MIB_PER_GIB;
/** Rounding slack in parts, so that an exact fit stays one. */
const SLACK = 1e-6;

const up = (amount: number) => Math.ceil(amount - SLACK);
const down = (amount: number) => (Number.isFinite(amount) ? Math.floor(amount + SLACK) : amount);

const partsOf = (resource: string): number =>
  resource.endsWith("MiB") ? PER_MIB : resource.endsWith("Cores") ? PER_CORE : 1;

interface CpuUnit {
  readonly demand: Float64Array;
  /** Factors per workload of the target the unit belongs to. */
  readonly factors: Float64Array;
}

function factorsOf(estate: Estate, t: number): Float64Array {
  return Float64Array.from(estate.workloads, (_, w) => estate.sized(w, t).factor);
}

/** Constant ratio between two factor lists, or undefined when they differ workload by workload. */
function constantRatio(a: Float64Array, b: Float64Array): number | undefined {
  const ratio = (a[0] ?? 1) / (b[0] ?? 1);
  return a.every((factor, i) => Math.abs(factor - ratio * (b[i] ?? 0)) <= factor * 1e-12) ? ratio : undefined;
}

function cpuDemand(estate: Estate, factors: Float64Array): Float64Array {
  const slots = estate.grid.slots.count;
  const demand = new Float64Array(estate.workloads.length * slots);
  estate.workloads.forEach(({ demand: asked }, w) => {
    const parts = (factors[w] ?? 1) * PER_CORE;
    for (let s = 0; s < slots; s++) demand[w * slots + s] = up((asked.cores[s] ?? 0) * parts);
  });
  return demand;
}

/** In whose cores the problem counts a target's CPU: those of target `target`; one of them is `ratio` of its own. */
export interface CpuShare {
  readonly target: number;
  readonly ratio: number;
}

/** For each target the unit of its CPU, as the problem of `formulate` has it. O(targets² × workloads) */
export function cpuUnits(estate: Estate): readonly CpuShare[] {
  const factors = estate.targets.map((_, t) => factorsOf(estate, t));
  const units: number[] = [];
  return factors.map((own, t) => {
    for (const target of units) {
      const ratio = constantRatio(own, factors[target] ?? own);
      if (ratio !== undefined) return { target, ratio };
    }
    units.push(t);
    return { target: t, ratio: 1 };
  });
}

/** For each target its CPU demand array and capacity, sharing arrays where the conversion allows. */
function cpuByTarget(
  estate: Estate,
): readonly { readonly demand: Float64Array; readonly capacity: number; readonly perCore: number }[] {
  const units: CpuUnit[] = [];
  return estate.targets.map((target, t) => {
    const factors = factorsOf(estate, t);
    for (const unit of units) {
      const ratio = constantRatio(factors, unit.factors);
      if (ratio === undefined) continue;
      const perCore = PER_CORE / ratio;
      return { demand: unit.demand, capacity: down((target.cpuCores * PER_CORE) / ratio), perCore };
    }
    const unit = { factors, demand: cpuDemand(estate, factors) };
    units.push(unit);
    return { demand: unit.demand, capacity: down(target.cpuCores * PER_CORE), perCore: PER_CORE };
  });
}

type Rate = "networkMbps" | "diskMBps";

function rateDemand(workloads: readonly EstateWorkload[], slots: number, rate: Rate): Float64Array | undefined {
  if (!workloads.some(({ demand }) => demand[rate] !== undefined)) return undefined;
  const all = new Float64Array(workloads.length * slots);
  workloads.forEach(({ demand }, w) => {
    const profile = demand[rate];
    if (profile === undefined) return;
    for (let s = 0; s < slots; s++) all[w * slots + s] = up((profile[s] ?? 0) * PER_RATE);
  });
  return all;
}

function constantNames(estate: Estate): readonly string[] {
  const names = new Set<string>(["memoryMiB"]);
  for (const target of estate.targets) for (const name of Object.keys(target.supply.constant)) names.add(name);
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

function claimsOn(estate: Estate, t: number, names: readonly string[]): Float64Array {
  const claim = new Float64Array(estate.workloads.length * names.length);
  estate.workloads.forEach((_, w) => {
    const { constant } = estate.sized(w, t).claim;
    names.forEach((name, d) => {
      claim[w * names.length + d] = up((constant[name as keyof typeof constant] ?? 0) * partsOf(name));
    });
  });
  return claim;
}

function roomOn(estate: Estate, t: number, names: readonly string[]): Float64Array {
  const target = estate.targets[t];
  return Float64Array.from(names, (name) => {
    if (target === undefined) return 0;
    const supply = target.supply.constant;
    const has =
      name === "memoryMiB" ? target.memoryMiB : (supply[name as keyof typeof supply] ?? Number.POSITIVE_INFINITY);
    return down(has * partsOf(name));
  });
}

/** State the estate as a packing problem; items are `estate.workloads`, types are `estate.targets`, in their order. */
export function formulate(estate: Estate): PackProblem {
  const { problem, layout } = withoutItsRules(estate);
  const items = estate.workloads.map(({ workload }) => workload.id);
  return underRules(problem, layout, { estate, items, rules: estate.request.rules });
}

/** The estate as a packing problem before any rule, and where CPU and memory lie in it. */
export function withoutItsRules(estate: Estate): { readonly problem: PackProblem; readonly layout: Layout } {
  const slots = estate.grid.slots.count;
  const cpu = cpuByTarget(estate);
  const constant = constantNames(estate);
  const rates = (["networkMbps", "diskMBps"] as const).flatMap((rate) => {
    const demand = rateDemand(estate.workloads, slots, rate);
    return demand === undefined ? [] : [{ rate, demand }];
  });
  const types = estate.targets.map((target, t): BinType => {
    const rateRoom = rates.map(({ rate }) =>
      down((target[rate] ?? Number.POSITIVE_INFINITY) * target.rateCeilingRatio * PER_RATE),
    );
    return {
      id: target.id,
      maxBins: target.misfits.length > 0 ? 0 : target.maxUsed,
      ...(target.target.maxHosts === undefined ? {} : { lastNumber: target.target.maxHosts }),
      cost: 1,
      capacity: Float64Array.from([cpu[t]?.capacity ?? 0, ...rateRoom]),
      room: roomOn(estate, t, constant),
      demand: [cpu[t]?.demand ?? new Float64Array(0), ...rates.map(({ demand }) => demand)],
      claim: claimsOn(estate, t, constant),
      eligible: Uint8Array.from(estate.workloads, (_, w) => (estate.sized(w, t).misfits.length === 0 ? 1 : 0)),
    };
  });
  const layout: Layout = {
    slots,
    cpu: 0,
    memory: constant.indexOf("memoryMiB"),
    constants: constant.length,
    perCore: cpu.map(({ perCore }) => perCore),
    perMiB: cpu.map(() => PER_MIB),
  };
  const varying = ["cpuCores", ...rates.map(({ rate }) => rate)];
  return { problem: { items: estate.workloads.length, slots, varying, constant, types, rules: [] }, layout };
}

/** The problem under rules: demands and capacities as they leave them, what is asked while packing, and charges. */
export function underRules(
  problem: PackProblem,
  layout: Layout,
  under: { readonly estate: Estate; readonly items: readonly string[]; readonly rules: readonly Rule[] },
): PackProblem {
  const { estate, items, rules } = under;
  const groups = estate.request.places;
  const index = new Map(items.map((id, item) => [id, item]));
  const ids = problem.types.map((type) => type.id);
  const names = namesOf(index, ids, { groups });
  const types = tightened(problem.types, rules, names, layout);
  // Reserves speak of what hosts offer, demands of what is reserved for workloads: the first plain, the second raised.
  const offered = types.map((type, t): BinType => {
    const { capacity, room } = problem.types[t] ?? type;
    return { ...type, capacity, room };
  });
  const amounts = packAmounts(offered, estate, layout);
  const charges = ruleCharges(rules, names);
  return {
    ...problem,
    types,
    rules: compileRules(rules, index, ids, { groups, amounts }),
    ...(charges.length === 0 ? {} : { charges }),
  };
}

/** The same problem with every item at its own peak all the time: what tools that sum peaks would pack. */
export function atOwnPeaks(problem: PackProblem): PackProblem {
  const folded = new Map<Float64Array, Float64Array>();
  const fold = (demand: Float64Array): Float64Array => {
    const known = folded.get(demand);
    if (known !== undefined) return known;
    const peaks = new Float64Array(problem.items);
    for (let i = 0; i < problem.items; i++) {
      let most = 0;
      for (let s = 0; s < problem.slots; s++) most = Math.max(most, demand[i * problem.slots + s] ?? 0);
      peaks[i] = most;
    }
    folded.set(demand, peaks);
    return peaks;
  };
  return {
    ...problem,
    slots: 1,
    types: problem.types.map((type) => ({ ...type, demand: type.demand.map(fold) })),
  };
}
