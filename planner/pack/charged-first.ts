/**
 * A start for packings with charges: items that bring one are packed by themselves first, with the charge as part of
 * what a bin costs, so that they end on as few bins as they need. Others fill up those bins, hard ones first, and what is
 * then left is packed by itself.
 */
import { BinLoads } from "./bin-loads.ts";
import { mostHeld } from "./bound-charge.ts";
import { chargeAt } from "./charge.ts";
import { firstFit } from "./host-choice.ts";
import { namesHosts } from "./host-rule.ts";
import { inOrder } from "./item-orders.ts";
import { lowestFree, mixOrder, openFor } from "./open-bin.ts";
import { prepare } from "./prepared.ts";
import type { BinType, Charge, PackOptions, PackProblem, PackSolution, Packer } from "./problem.ts";

/** The problem of some items alone: the others may go nowhere. */
function only(problem: PackProblem, isMeant: (item: number) => boolean): PackProblem {
  const types = problem.types.map((type) => ({
    ...type,
    eligible: type.eligible.map((may, item) => (isMeant(item) ? may : 0)),
  }));
  return { ...problem, types };
}

/** What a bin costs with all charges on top: by steps, at the number of their items that fill it. */
function withCharges(problem: PackProblem, charges: readonly Charge[]): PackProblem {
  const types = problem.types.map((type, t) => ({
    ...type,
    cost: type.cost + charges.reduce((sum, charge) => sum + chargeAt(charge, t, fullAt(problem, type, charge)), 0),
  }));
  return { ...problem, types };
}

/** How many of a charge's items fill a bin, at most. */
function fullAt(problem: PackProblem, type: BinType, charge: Charge): number {
  return charge.steps === undefined ? 1 : Math.max(1, mostHeld(problem, type, charge.items));
}

/** Take over the bins of a solution, under numbers that are free; what finds none stays out. */
function adopt(loads: BinLoads, { typeOf, numberOf, binOf }: PackSolution): void {
  const itemsIn: number[][] = typeOf.map(() => []);
  binOf.forEach((bin, item) => itemsIn[bin]?.push(item));
  for (const [bin, type] of typeOf.entries()) {
    const items = itemsIn[bin]!;
    const isNamed = items.some((item) => loads.rulesOf(item).some(namesHosts));
    const number = isNamed ? numberOf[bin]! : lowestFree(loads, type);
    if (number > loads.problem.types[type]!.maxBins || loads.isTaken(type, number)) continue;
    const opened = loads.open(type, number);
    for (const item of items) if (loads.fits(item, opened)) loads.place(item, opened);
    if (loads.itemsIn(opened).length === 0) loads.close(opened);
  }
}

/** Charges whose items are packed one charge after another. */
const MOST_APART = 3;

/**
 * Pack the charged items with the packer, fill up their bins, pack the rest with the packer.
 * @param way together: all charged items at once · dearest: those of the dearest charges first, one after another, so
 *   that cheap charges do not scatter dear ones
 */
export function packChargedFirst(
  problem: PackProblem,
  packer: Packer,
  options: PackOptions,
  way: "together" | "dearest",
): BinLoads {
  const charges = problem.charges ?? [];
  const { sizes, fleet } = prepare(problem, options.seed);
  const hardFirst = inOrder(sizes, "by-worth");
  const loads = new BinLoads(problem);
  const groups = way === "together" ? [charges] : apart(problem, charges);
  const share = { ...options, effort: options.effort / (groups.length + 1) };
  const pack = (of: PackProblem): void => {
    const types = of.types.map((type, t) => ({ ...type, maxBins: type.maxBins - loads.openOf(t) }));
    adopt(loads, packer.pack({ ...of, types }, share));
  };
  const fill = (isMeant: (item: number) => boolean): void => {
    for (const item of hardFirst) {
      if (loads.binOf(item) >= 0 || !isMeant(item)) continue;
      const bin = firstFit(loads, item);
      if (bin >= 0) loads.place(item, bin);
    }
  };
  for (const [g, group] of groups.entries()) {
    const meant = new Set(group.flatMap(({ items }) => items));
    if (g > 0) fill((item) => meant.has(item));
    pack(only(withCharges(problem, group), (item) => meant.has(item) && loads.binOf(item) < 0));
  }
  fill(() => true);
  pack(only(problem, (item) => loads.binOf(item) < 0));
  for (const item of hardFirst) {
    if (loads.binOf(item) >= 0) continue;
    const open = firstFit(loads, item);
    const bin = open >= 0 ? open : openFor(loads, item, mixOrder(loads, fleet));
    if (bin >= 0) loads.place(item, bin);
  }
  return loads;
}

/** The dearest charges each by itself, the others as one group. */
function apart(problem: PackProblem, charges: readonly Charge[]): readonly (readonly Charge[])[] {
  const due = charges.map((charge) =>
    problem.types.reduce(
      (least, type, t) => Math.min(least, chargeAt(charge, t, fullAt(problem, type, charge))),
      Infinity,
    ),
  );
  const order = [...charges.keys()].toSorted((a, b) => due[b]! - due[a]! || a - b).map((c) => charges[c]!);
  const rest = order.slice(MOST_APART);
  return [...order.slice(0, MOST_APART).map((charge) => [charge]), ...(rest.length === 0 ? [] : [rest])];
}
