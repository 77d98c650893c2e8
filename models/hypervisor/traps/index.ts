/** The techniques and what they cost, by id. */
import { BINARY_TRANSLATION, BINARY_TRANSLATION_HOSTED } from "./binary-translation.ts";
import { DIRECT_HCALL, DIRECT_LPAR, DIRECT_SIE, NO_TRAPS } from "./direct-hardware.ts";
import { EMULATION, EMULATION_ACCELERATED } from "./emulation.ts";
import { HARDWARE_NESTED, HARDWARE_SHADOW } from "./hardware-assisted.ts";
import { HYPERCALL } from "./hypercall.ts";
import { SHARED_KERNEL } from "./shared-kernel.ts";
import type { TrapCosts } from "./trap-costs.ts";

export * from "./domain-switch.ts";
export * from "./trap-costs.ts";
export {
  BINARY_TRANSLATION,
  BINARY_TRANSLATION_HOSTED,
  DIRECT_HCALL,
  DIRECT_LPAR,
  DIRECT_SIE,
  EMULATION,
  EMULATION_ACCELERATED,
  HARDWARE_NESTED,
  HARDWARE_SHADOW,
  HYPERCALL,
  NO_TRAPS,
  SHARED_KERNEL,
};

/** All techniques, from the nearest to the machine to the farthest. */
export const TECHNIQUES: readonly TrapCosts[] = [
  NO_TRAPS,
  DIRECT_LPAR,
  DIRECT_HCALL,
  DIRECT_SIE,
  SHARED_KERNEL,
  HYPERCALL,
  HARDWARE_NESTED,
  HARDWARE_SHADOW,
  BINARY_TRANSLATION,
  BINARY_TRANSLATION_HOSTED,
  EMULATION_ACCELERATED,
  EMULATION,
];
