/**
 * Several ways to state one objective for the packer, where prices of bins cannot say all of it. A licence that reaches
 * over a whole target makes its workloads better off on one target, all of whose hosts then pay, or anywhere at that
 * price; a licence of which units are held may be free or not. Each way is packed, and the finished plans are judged by
 * what they really cost: the statement need not be right, only worth trying.
 */
import type { PackProblem, Price, Pricing } from "../pack/index.ts";
import type { Aims } from "./aims.ts";
import type { CostParts } from "./cost-parts.ts";
import { NOTHING_RAISED, type Raised, openTypes, wideLicences } from "./cost-price.ts";
import { formulaPrice } from "./formula-objective.ts";
import { type Stated, priceOf, pricingOf, withCurve } from "./pricing-of.ts";

/** One way to state the objective. */
export interface Candidate {
  /** In words, for the report. */
  readonly name: string;
  readonly pricing: Pricing;
  /** The problem, with workloads confined to a target where that is the idea. */
  readonly problem: (problem: PackProblem) => PackProblem;
  /** Of weighed goals: what a unit of each counts. */
  readonly factors?: readonly number[];
}

/** Licences over whole targets that are looked at: the dearest. */
const MOST_WIDE = 3;
/** Packings made for one plan. */
const MOST_CANDIDATES = 12;

/** A way before it is priced. */
interface Way {
  readonly name: string;
  readonly raised: Raised;
  /** Items that may go to one type only. */
  readonly confined: readonly { readonly items: readonly number[]; readonly type: number }[];
  readonly isHeldFree?: boolean;
}

const PLAIN: Way = { name: "as priced", raised: NOTHING_RAISED, confined: [] };

/** The ways to state the objective, the plainest first; none when only hosts count. */
export function candidatesOf(aims: Aims, problem: PackProblem): readonly Candidate[] {
  const ways = aims.parts === undefined ? [PLAIN] : waysOf(aims, aims.parts, problem);
  if (aims.goals.formula !== undefined) return forFormula(aims, problem, ways).slice(0, MOST_CANDIDATES);
  const price = pricingOf(aims, problem);
  return price === undefined ? [] : ways.slice(0, MOST_CANDIDATES).map((way) => stated(way, price(way.raised)));
}

function stated({ name, confined, isHeldFree = false }: Way, { pricing, ...rest }: Stated): Candidate {
  return {
    name,
    pricing: isHeldFree ? withoutHeld(pricing) : pricing,
    problem: (asked) => confined.reduce(confinedTo, asked),
    ...rest,
  };
}

/** The formula's own price where it has one, then everything it can be packed for by itself. */
function forFormula(aims: Aims, problem: PackProblem, ways: readonly Way[]): readonly Candidate[] {
  const { estate, goals } = aims;
  const as = (name: string, way: Way, price: Price): Candidate =>
    stated(
      { ...way, name: way === PLAIN ? name : `${name}: ${way.name}` },
      { pricing: withCurve([price], estate, problem) },
    );
  return [
    ...ways.flatMap((way) => {
      const price = formulaPrice(aims, way.raised);
      return price === undefined ? [] : [as("formula", way, price)];
    }),
    ...goals.names.flatMap((name) =>
      (name === "cost" ? ways : [PLAIN]).map((way) => as(name, way, priceOf(name, aims, way.raised))),
    ),
  ];
}

function waysOf({ estate }: Aims, parts: CostParts, problem: PackProblem): readonly Way[] {
  const wide = wideLicences(parts).slice(0, MOST_WIDE);
  const target = (t: number) => estate.targets[t]?.id ?? "";
  const named = (l: number) => parts.licences[l]!.id;
  // A target that takes only some of a licence's workloads cannot be the one they are confined to.
  const homes = wide.map((l) => wholeTargets(problem, parts.licences[l]!.items));
  const onOne = (ls: readonly number[], t: number): Way => ({
    name: `${ls.map(named).join(", ")} on ${target(t)}`,
    raised: new Map(ls.map((l) => [l, [t]])),
    confined: ls.map((l) => ({ items: parts.licences[l]!.items, type: t })),
  });
  const all = new Set(homes.flat());
  const together = [...all].filter((t) => homes.every((open) => open.includes(t)));
  const hasHeld = parts.licences.some(({ heldMoney }) => heldMoney > 0);
  return [
    PLAIN,
    ...(hasHeld ? [{ ...PLAIN, name: "licences that are held for nothing", isHeldFree: true }] : []),
    ...(wide.length === 0 ? [] : together.map((t) => onOne(wide, t))),
    ...(wide.length === 0
      ? []
      : [
          {
            name: `${wide.map(named).join(", ")} anywhere`,
            raised: new Map(wide.map((l) => [l, openTypes(problem, parts.licences[l]!.items)])),
            confined: [],
          },
        ]),
    ...(wide.length < 2 ? [] : wide.flatMap((l, n) => homes[n]!.map((t) => onOne([l], t)))),
  ];
}

/** Types that take all of the items that any type takes. */
function wholeTargets(problem: PackProblem, items: readonly number[]): readonly number[] {
  const open = openTypes(problem, items);
  const placeable = items.filter((item) => open.some((t) => problem.types[t]!.eligible[item] === 1));
  return open.filter((t) => placeable.every((item) => problem.types[t]!.eligible[item] === 1));
}

/** The problem with these items on one type or nowhere. */
function confinedTo(
  problem: PackProblem,
  { items, type }: { readonly items: readonly number[]; readonly type: number },
): PackProblem {
  const isMeant = new Set(items);
  return {
    ...problem,
    types: problem.types.map((other, t) =>
      t === type ? other : { ...other, eligible: other.eligible.map((may, item) => (isMeant.has(item) ? 0 : may)) },
    ),
  };
}

/** The pricing without charges of which units are held. */
const withoutHeld = (pricing: Pricing): Pricing => ({
  ...pricing,
  prices: pricing.prices.map((price) => ({
    ...price,
    charges: price.charges.filter(({ heldMoney = 0 }) => heldMoney === 0),
  })),
});
