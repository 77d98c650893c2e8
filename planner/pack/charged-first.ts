/**
 * A start for packings with charges: items that bring one are packed by themselves first, with the charge as part of
 * what a bin costs, so that they end on as few bins as they need; the others then fill up those bins and open their own.
 */
import { BinLoads } from "./bin-loads.ts";
import { firstFit } from "./host-choice.ts";
import { inOrder } from "./item-orders.ts";
import { mixOrder, openFor } from "./open-bin.ts";
import { prepare } from "./prepared.ts";
import type { Charge, PackOptions, PackProblem, Packer } from "./problem.ts";

/** The problem of the charged items alone; the others may go nowhere. */
function chargedOnly(problem: PackProblem, charges: readonly Charge[]): PackProblem {
  const isCharged = new Uint8Array(problem.items);
  for (const { items } of charges) for (const item of items) isCharged[item] = 1;
  const types = problem.types.map((type, t) => ({
    ...type,
    cost: type.cost + charges.reduce((sum, { cost }) => sum + cost[t]!, 0),
    eligible: type.eligible.map((may, item) => (isCharged[item] === 1 ? may : 0)),
  }));
  return { ...problem, types };
}

/** Pack the charged items with the packer, then all others by first fit, hard ones first. */
export function packChargedFirst(problem: PackProblem, packer: Packer, options: PackOptions): BinLoads {
  const charged = packer.pack(chargedOnly(problem, problem.charges ?? []), options);
  const loads = new BinLoads(problem);
  const bins = charged.typeOf.map((type, bin) => loads.open(type, charged.numberOf[bin]!));
  charged.binOf.forEach((bin, item) => {
    if (bin >= 0) loads.place(item, bins[bin]!);
  });
  const prepared = prepare(problem, options.seed);
  for (const item of inOrder(prepared.sizes, "by-worth")) {
    if (loads.binOf(item) >= 0) continue;
    const open = firstFit(loads, item);
    const bin = open >= 0 ? open : openFor(loads, item, mixOrder(loads, prepared.fleet));
    if (bin >= 0) loads.place(item, bin);
  }
  return loads;
}
