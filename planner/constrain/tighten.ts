/**
 * Rules on amounts, put into the packing problem itself: what is reserved for a workload (preserve) raises its demand, and
 * what is kept free on every host of whole targets (reserve) lowers their capacity. Packers, bounds and searches then heed
 * both without asking, and nothing that is taken away can break them.
 */
import type { Rule } from "../contract/index.ts";
import type { BinType } from "../pack/index.ts";
import { usable } from "./amounts.ts";
import { type Names, indicesOf } from "./constraint.ts";
import { compilePlaces } from "./place.ts";
import type { Reserve } from "./reserve.ts";

/** Where CPU and memory lie in a problem. */
export interface Layout {
  readonly slots: number;
  /** Place of the CPU among the varying resources. */
  readonly cpu: number;
  /** Place of the memory among the constant ones, and how many those are. */
  readonly memory: number;
  readonly constants: number;
  /** [type] units of the problem per core and per MiB there. */
  readonly perCore: readonly number[];
  readonly perMiB: readonly number[];
}

/** Types with demands raised to what is reserved and capacities lowered by what is to stay free. */
export function tightened(
  types: readonly BinType[],
  rules: readonly Rule[],
  names: Names,
  layout: Layout,
): readonly BinType[] {
  const floors = floorsOf(rules, names);
  const reserves = rules.filter(
    (rule) => rule.kind === "reserve" && rule.per !== "place" && rule.workloads.length === 0,
  );
  if (floors.size === 0 && reserves.length === 0) return types;
  const raised = new Map<string, Float64Array>();
  const once = (key: string, rows: Float64Array, make: () => Float64Array): Float64Array => {
    const id = `${key} ${idOf(rows)}`;
    const known = raised.get(id) ?? make();
    raised.set(id, known);
    return known;
  };
  const ids = new Map<Float64Array, number>();
  const idOf = (rows: Float64Array): number => {
    const known = ids.get(rows) ?? ids.size;
    ids.set(rows, known);
    return known;
  };
  return types.map((type, t): BinType => {
    const lowered = lower(type, t, { reserves: reserves as readonly Reserve[], names, layout });
    if (floors.size === 0) return lowered;
    const [perCore, perMiB] = [layout.perCore[t]!, layout.perMiB[t]!];
    return {
      ...lowered,
      demand: type.demand.map((rows, d) =>
        d === layout.cpu ? once(`cores ${perCore}`, rows, () => raiseCores(rows, floors, layout.slots, perCore)) : rows,
      ),
      claim: once(`MiB ${perMiB}`, type.claim, () => raiseMemory(type.claim, floors, layout, perMiB)),
    };
  });
}

interface Floor {
  cores: number;
  memoryMiB: number;
}

/** What is reserved for each item: the most of all its rules. */
function floorsOf(rules: readonly Rule[], names: Names): ReadonlyMap<number, Floor> {
  const floors = new Map<number, Floor>();
  for (const rule of rules) {
    if (rule.kind !== "preserve") continue;
    for (const item of indicesOf(rule.workloads, names)) {
      const { cores, memoryMiB } = floors.get(item) ?? { cores: 0, memoryMiB: 0 };
      floors.set(item, {
        cores: Math.max(cores, rule.cores ?? 0),
        memoryMiB: Math.max(memoryMiB, rule.memoryMiB ?? 0),
      });
    }
  }
  return floors;
}

function raiseCores(rows: Float64Array, floors: ReadonlyMap<number, Floor>, slots: number, perCore: number) {
  const raised = rows.slice();
  for (const [item, { cores }] of floors) {
    const least = Math.ceil(cores * perCore - SLACK);
    for (let at = item * slots; at < (item + 1) * slots; at++) raised[at] = Math.max(raised[at]!, least);
  }
  return raised;
}

function raiseMemory(claim: Float64Array, floors: ReadonlyMap<number, Floor>, layout: Layout, perMiB: number) {
  const raised = claim.slice();
  if (layout.memory < 0) return raised;
  for (const [item, { memoryMiB }] of floors) {
    const at = item * layout.constants + layout.memory;
    raised[at] = Math.max(raised[at]!, Math.ceil(memoryMiB * perMiB - SLACK));
  }
  return raised;
}

/** Rounding slack in parts, so that an exact fit stays one. */
const SLACK = 1e-6;

/** The type with less capacity, by every reserve that covers it as a whole. */
function lower(
  type: BinType,
  t: number,
  by: { readonly reserves: readonly Reserve[]; readonly names: Names; readonly layout: Layout },
): BinType {
  const capacity = type.capacity.slice();
  const room = type.room.slice();
  const cut = (amounts: Float64Array, at: number, keep: { percent: number; amount: number }, whole: number) => {
    if (at < 0 || whole === Infinity) return;
    amounts[at] = Math.max(0, Math.min(amounts[at]!, Math.floor(usable(whole, keep) + SLACK)));
  };
  for (const rule of by.reserves) {
    const places = compilePlaces(rule.places, by.names);
    // A rule that names single hosts is counted host by host (reserve.ts).
    if (places.hosts.length > 0 || (places.runs[t] ?? []).length === 0) continue;
    const { cpu, memory, perCore, perMiB } = by.layout;
    const cores = { percent: rule.cpuPercent ?? 0, amount: (rule.cores ?? 0) * perCore[t]! };
    cut(capacity, cpu, cores, type.capacity[cpu] ?? Infinity);
    const mib = { percent: rule.memoryPercent ?? 0, amount: (rule.memoryMiB ?? 0) * perMiB[t]! };
    cut(room, memory, mib, type.room[memory] ?? Infinity);
  }
  return { ...type, capacity, room };
}
