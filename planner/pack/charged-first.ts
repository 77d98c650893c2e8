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

/** Pack the charged items with the packer, fill up their bins, pack the rest with the packer. */
export function packChargedFirst(problem: PackProblem, packer: Packer, options: PackOptions): BinLoads {
  const charges = problem.charges ?? [];
  const charged = new Set(charges.flatMap(({ items }) => items));
  const share = { ...options, effort: options.effort / 2 };
  const loads = new BinLoads(problem);
  adopt(
    loads,
    packer.pack(
      only(withCharges(problem, charges), (item) => charged.has(item)),
      share,
    ),
  );
  const prepared = prepare(problem, options.seed);
  const hardFirst = inOrder(prepared.sizes, "by-worth");
  for (const item of hardFirst) {
    if (loads.binOf(item) >= 0) continue;
    const bin = firstFit(loads, item);
    if (bin >= 0) loads.place(item, bin);
  }
  const rest = only(problem, (item) => loads.binOf(item) < 0);
  const types = rest.types.map((type, t) => ({ ...type, maxBins: type.maxBins - loads.openOf(t) }));
  adopt(loads, packer.pack({ ...rest, types }, share));
  for (const item of hardFirst) {
    if (loads.binOf(item) >= 0) continue;
    const open = firstFit(loads, item);
    const bin = open >= 0 ? open : openFor(loads, item, mixOrder(loads, prepared.fleet));
    if (bin >= 0) loads.place(item, bin);
  }
  return loads;
}
