/**
 * Bringing a packing into a fleet: the first one, filled from nothing, and the next ones, in which a few bins went or
 * changed and only their items look for new places. Items of removed bins are put softly: limits may be exceeded, the
 * repair comes after.
 */
import { Filler } from "./fleet-fill.ts";
import type { FleetRun } from "./fleet-run.ts";
import { type FleetState, int32, stateOf } from "./fleet-state.ts";
import { packByPotential } from "./potential.ts";
import type { WholeFleet } from "./whole-fleet.ts";

/** Work of one item in the filler, per column, in touches. */
const FILL_TOUCHES = 24;

/** The packing to begin with: items under rules are placed within all limits, because the repair leaves them alone. */
export function firstState(run: FleetRun, fleet: WholeFleet | undefined): FleetState {
  const { problem, prepared, flat, team, meter, program, options, ask } = run;
  if (flat.isFixed.includes(1))
    return stateOf(packByPotential(prepared, "by-worth", { rounded: Math.floor, ask }), team.isShared);
  const counts = fleet?.counts ?? program.counts.map((n, t) => Math.min(Math.ceil(n), problem.types[t]!.maxBins));
  const bins = counts.reduce((sum, n) => sum + n, 0);
  const state: FleetState = {
    binOf: int32(problem.items, team.isShared).fill(-1),
    typeOf: int32(bins, team.isShared),
    numberOf: new Int32Array(bins),
  };
  state.typeOf.set(counts.flatMap((n, t) => Array.from({ length: n }, () => t)));
  const filler = new Filler({ flat, placing: state, bins: allOf(bins), seed: options.seed });
  for (const item of run.order) {
    ask(FILL_TOUCHES * flat.lead);
    filler.put(item);
  }
  meter.spend(filler.spent);
  return state;
}

const allOf = (bins: number): Int32Array => Int32Array.from({ length: bins }, (_, bin) => bin);

/**
 * The packing in a fleet of these counts: of types with too many the bins that hold least go, of types with too few
 * empty ones come. Undefined when bins that must go hold items under rules.
 */
export function refitted(
  run: FleetRun,
  state: FleetState,
  to: { readonly counts: readonly number[]; readonly seed: number },
): FleetState | undefined {
  const { flat, team, meter, prepared, problem, ask } = run;
  const kept = keptBins(run, state, to.counts);
  if (kept === undefined) return undefined;
  const place = new Int32Array(state.typeOf.length).fill(-1);
  kept.forEach((bin, at) => (place[bin] = at));
  const has = problem.types.map((_, t) => kept.filter((bin) => state.typeOf[bin] === t).length);
  const added = to.counts.flatMap((n, t) => Array.from({ length: Math.max(0, n - has[t]!) }, () => t));
  const bins = kept.length + added.length;
  const next: FleetState = {
    binOf: int32(problem.items, team.isShared),
    typeOf: int32(bins, team.isShared),
    numberOf: new Int32Array(bins),
  };
  const isFixed = holdsFixed(run, state);
  kept.forEach((bin, at) => {
    next.typeOf[at] = state.typeOf[bin]!;
    next.numberOf[at] = isFixed[bin] === 1 ? state.numberOf[bin]! : 0;
  });
  next.typeOf.set(added, kept.length);
  for (let item = 0; item < next.binOf.length; item++) next.binOf[item] = place[state.binOf[item]!] ?? -1;
  const filler = new Filler({ flat, placing: next, bins: allOf(bins), seed: to.seed });
  for (const item of run.order) {
    ask(1);
    if (next.binOf[item]! < 0 && prepared.problem.types.some((type) => type.eligible[item] === 1)) filler.put(item);
  }
  meter.spend(filler.spent);
  return next;
}

/** [bin] 1 = an item in it stays where it is. */
function holdsFixed({ flat }: FleetRun, { binOf, typeOf }: FleetState): Uint8Array {
  const holds = new Uint8Array(typeOf.length);
  binOf.forEach((bin, item) => {
    if (bin >= 0 && flat.isFixed[item] === 1) holds[bin] = 1;
  });
  return holds;
}

/** Bins that stay when no type may have more than its count: those with items under rules, then the fullest. */
function keptBins(run: FleetRun, state: FleetState, counts: readonly number[]): readonly number[] | undefined {
  const { worth } = run.prepared.sizes;
  const fill = new Float64Array(state.typeOf.length);
  state.binOf.forEach((bin, item) => {
    if (bin >= 0) fill[bin]! += worth[item]!;
  });
  const isFixed = holdsFixed(run, state);
  const kept: number[] = [];
  for (const [t, most] of counts.entries()) {
    const ofType = [...fill.keys()].filter((bin) => state.typeOf[bin] === t);
    ofType.sort((a, b) => isFixed[b]! - isFixed[a]! || fill[b]! - fill[a]! || a - b);
    if (ofType.slice(most).some((bin) => isFixed[bin] === 1)) return undefined;
    kept.push(...ofType.slice(0, most));
  }
  return kept;
}
