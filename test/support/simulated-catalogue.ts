/** Platforms of the product that can be simulated, found by what they say of themselves. */
import { productContext } from "#jobs";
import type { Platform } from "#models";

const WEIGHT = 256;
const NO_WEIGHT = -1;

/** Guests of this platform have a weight, and not every number is one. */
function takesWeights({ layers }: Platform): boolean {
  const terms = layers[0].core?.schedulers[0].terms;
  return (
    layers.length === 1 &&
    terms?.safeParse({ weight: WEIGHT }).success === true &&
    !terms.safeParse({ weight: NO_WEIGHT }).success
  );
}

/** The first such platform; undefined while nobody has stated how one is simulated. */
export const WEIGHTED: Platform | undefined = productContext().platforms.find(takesWeights);

/** A host of four guests for two seconds on that platform. */
export const PRODUCT_HOST = {
  name: "small host",
  platform: WEIGHTED?.id ?? "xen-3.0.4",
  host: "hp-dl585-g1",
  guests: [
    { id: "web", count: 3, memoryMiB: 256, behaviour: "web", terms: { weight: 512 } },
    { id: "batch", vcpus: 2, memoryMiB: 1024 },
  ],
  durationSeconds: 2,
  seed: 5,
};

/** The same host with other guests or fields, as JSON. */
export const hostFile = (change: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ...PRODUCT_HOST, ...change });

/** The same with one guest "a" that is described further. */
export const guestFile = (change: Readonly<Record<string, unknown>>): string =>
  hostFile({ guests: [{ id: "a", ...change }] });
