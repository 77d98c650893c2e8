/** The context plans are made in by this product: every platform of the catalogue, every host type of the data. */
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import type { PlanContext } from "#planner";

/** A fresh context; doors and threads use the same, so their plans are the same. */
export function productContext(): PlanContext {
  return { hostTypes: HOST_TYPES, platforms: PLATFORMS };
}

/** The same with all that packing takes and that has to be loaded first; only who packs asks for this. */
export function packingContext(): Promise<PlanContext> {
  return Promise.resolve(productContext());
}
