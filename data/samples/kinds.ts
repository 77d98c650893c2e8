/**
 * What runs in the sample estate: rows of like workloads, with how many run which system. All figures are invented;
 * they follow what was usual in 2005: one or two CPUs, 256 MiB to 8 GiB, busy for a twelfth of the time.
 */
import type { Kind } from "./kind.ts";
import { AWKWARD, SPARC } from "./kinds-other.ts";
import { X86_BUSINESS } from "./kinds-x86-business.ts";
import { X86_INFRA } from "./kinds-x86-infra.ts";

/** Every row of the sample, 500 workloads together. */
export const KINDS: readonly Kind[] = [...X86_BUSINESS, ...X86_INFRA, ...SPARC, ...AWKWARD];
