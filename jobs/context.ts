/**
 * The context plans are made in by this product: every platform of the catalogue, every host type, list price and grid of
 * the data.
 */
import { GRIDS } from "#grids";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { PRODUCT_PRICES } from "#prices";
import type { PlanContext } from "#planner";

/** A fresh context; doors and threads use the same, so their plans are the same. */
export function productContext(): PlanContext {
  return { hostTypes: HOST_TYPES, platforms: PLATFORMS, productPrices: PRODUCT_PRICES, grids: GRIDS };
}

/**
 * The same with the solver of linear programs, which has to be loaded first; only who packs asks for this. With it and
 * without it the same request may get different plans, so whoever compares plans uses this, too.
 * @throws Error when WebAssembly cannot be loaded
 */
export async function packingContext(): Promise<PlanContext> {
  const { loadSolver } = await import("#planner/pack/lp/index.ts");
  return { ...productContext(), solver: await loadSolver() };
}
