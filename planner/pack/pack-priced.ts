/**
 * Packing for prices beyond the number of bins: a packer makes a packing for the first price with what a bin of each type
 * costs at a usual load, charges give a second start, and each is then lowered by descent. The cheapest wins.
 */
import type { BinLoads } from "./bin-loads.ts";
import { withBundles } from "./bundle.ts";
import { packChargedFirst } from "./charged-first.ts";
import { descend } from "./descent/descent.ts";
import { type LoadCurve, curveAt } from "./load-curve.ts";
import { Meter } from "./meter.ts";
import { type Price, type Pricing, isCheaper, priced } from "./pricing.ts";
import type { Charge, PackOptions, PackProblem, PackSolution, Packer } from "./problem.ts";
import { loadsOf, solutionOf } from "./solution.ts";
import { withUseMore } from "./use-more.ts";

/** Share of the effort that goes to the packer; the descent has the rest. */
const PACKER_SHARE = 0.6;
/** Where the effort is endless, the packer's part of it, in seconds of the reference machine. */
const PACKER_MOST = 30;
/** A descent always has this much, in seconds of the reference machine: without it the later prices would be ignored. */
const LEAST_DESCENT = 0.5;

/** A packer for these prices, on top of another one. */
export function pricedPacker(packer: Packer, pricing: Pricing): Packer {
  const charges = pricing.prices.flatMap((price) => price.charges);
  const bundling = withBundles(
    withUseMore({
      name: packer.name,
      pack: (problem, options) => packPriced({ problem, packer, pricing: inBundles(pricing, problem) }, options),
    }),
  );
  return { name: packer.name, pack: (problem, options) => bundling.pack({ ...problem, charges }, options) };
}

/** The charges with their items as the (maybe bundled) problem numbers them. */
function inBundles({ prices, ...rest }: Pricing, { charges = [] }: PackProblem): Pricing {
  const bundled = new Map(charges.map(({ id, items, weights }) => [id, { items, ...(weights && { weights }) }]));
  const onBundles = (charge: Charge): Charge => ({ ...charge, ...bundled.get(charge.id) });
  return { ...rest, prices: prices.map((price) => ({ ...price, charges: price.charges.map(onBundles) })) };
}

interface Asked {
  readonly problem: PackProblem;
  readonly packer: Packer;
  readonly pricing: Pricing;
}

function packPriced({ problem, packer, pricing }: Asked, options: PackOptions): PackSolution {
  const [first] = pricing.prices;
  if (first === undefined) throw new Error("no price to pack for");
  const stated: PackProblem = { ...problem, types: typesAt(problem, first, pricing.curve), charges: first.charges };
  const effort = Number.isFinite(options.effort) ? options.effort * PACKER_SHARE : PACKER_MOST;
  const isCharged = (problem.charges ?? []).length > 0;
  const made = packer.pack(stated, {
    ...options,
    effort: isCharged ? effort / 2 : effort,
    progress: ({ doneRatio, bins }) => options.progress({ doneRatio: doneRatio * PACKER_SHARE, bins }),
  });
  const starts: (() => Start)[] = [() => ({ loads: loadsOf(problem, made), name: made.packer })];
  const ways = isCharged ? waysFor(problem.charges ?? []) : [];
  for (const way of ways) {
    const asked = { ...stated, charges: problem.charges ?? [] };
    starts.push(() => chargedStart(asked, packer, { ...options, effort: effort / (2 * ways.length) }, way));
  }
  const rest = Math.max(LEAST_DESCENT, options.effort * (1 - PACKER_SHARE)) / starts.length;
  let best: (Start & { readonly totals: Float64Array }) | undefined;
  for (const start of starts) {
    if (best !== undefined && options.stopped()) break;
    const { loads, name } = start();
    descend(loads, pricing, { meter: new Meter(rest, options.stopped), seed: options.seed });
    const totals = priced(loads, pricing);
    if (best === undefined || isBetter({ loads, totals }, best)) best = { loads, totals, name };
  }
  if (best === undefined) throw new Error("no start was made");
  const solution = solutionOf(best.loads, `${best.name}, descent`);
  options.progress({ doneRatio: 1, bins: solution.typeOf.length });
  return {
    ...solution,
    ...(made.bound !== undefined && isCount(first) && isSamePlaced(made, solution) ? { bound: made.bound } : {}),
    ended: options.stopped() ? "stopped" : "effort",
  };
}

/** Does the price count bins and nothing else, as a packer does by itself? */
const isCount = ({ perBin, perUnit, charges }: Price): boolean =>
  perUnit === 0 && charges.length === 0 && perBin.every((cost) => cost === 1);

/** Do both place the same items, so that what was proved for the one holds for the other? */
const isSamePlaced = (a: PackSolution, b: PackSolution): boolean =>
  a.binOf.every((bin, item) => bin < 0 === (b.binOf[item] ?? -1) < 0);

interface Start {
  readonly loads: BinLoads;
  readonly name: string;
}

interface Judged {
  readonly loads: BinLoads;
  readonly totals: Float64Array;
}

/** More placed, or as much at a lower price. */
const isBetter = (a: Judged, b: Judged): boolean =>
  a.loads.placed === b.loads.placed ? isCheaper(a.totals, b.totals) : a.loads.placed > b.loads.placed;

type Way = Parameters<typeof packChargedFirst>[3];

/** With one charge only, its items together are its items apart. */
const waysFor = ({ length }: readonly Charge[]): readonly Way[] =>
  length > 1 ? ["together", "dearest"] : ["together"];

function chargedStart(problem: PackProblem, packer: Packer, options: PackOptions, way: Way): Start {
  const loads = packChargedFirst(problem, packer, { ...options, progress: () => undefined }, way);
  return { loads, name: `${packer.name}: ${way === "dearest" ? "dearest charge" : "charged"} first` };
}

/** The types with what a bin of each costs at a usual load: at its capacity times the estate's mean over its peak. */
function typesAt(problem: PackProblem, price: Price, curve: LoadCurve | undefined): PackProblem["types"] {
  const usual = curve === undefined || price.perUnit === 0 ? 0 : meanOverPeak(problem, curve.dimension);
  return problem.types.map((type, t) => {
    if (curve === undefined || price.perUnit === 0) return { ...type, cost: price.perBin[t]! };
    const load = Math.min(type.capacity[curve.dimension]!, curve.whole[t]!) * usual;
    return { ...type, cost: price.perBin[t]! + price.perUnit * curveAt(curve.knots[t]!, curve.whole[t]!, load) };
  });
}

/** Mean over the slots of the estate's sum, over the highest; 1 when nothing is asked for. */
function meanOverPeak({ types, slots, items }: PackProblem, dimension: number): number {
  const row = types[0]?.demand[dimension] ?? new Float64Array(items * slots);
  const sums = new Float64Array(slots);
  for (let at = 0; at < row.length; at++) sums[at % slots]! += row[at]!;
  const peak = sums.reduce((top, sum) => Math.max(top, sum), 0);
  return peak > 0 ? sums.reduce((total, sum) => total + sum, 0) / slots / peak : 1;
}
