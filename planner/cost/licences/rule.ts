/**
 * What a licence rule is: a few pure functions on one host and the guests it holds, from which both the count of a whole
 * plan and the price steps for packing are made, so that the two cannot drift apart.
 */
import type { z } from "zod";
import type { Facts } from "#models/fact.ts";
import type { CountLine, HostShape, LicensedGuest } from "./input.ts";

/** The guests of a host, added up. */
export interface GuestLoad {
  readonly guests: number;
  /** Those not held by a hard partition, in the rule's own view. */
  readonly free: number;
  /** Sum of the rule's `sizeOf`. */
  readonly size: number;
  /** The same of the free ones. */
  readonly freeSize: number;
}

/** Units of one host, with the arithmetic in words. */
export interface HostUnits {
  readonly units: number;
  readonly why: string;
}

/**
 * One rule, its options typed. Units of a host never fall with more guests, more free ones, or larger sizes: the steps for
 * packing rest on it.
 */
export interface RuleStatement<O> {
  /** What requests name as `product`. */
  readonly id: string;
  readonly title: string;
  /** What is counted, singular. */
  readonly unit: string;
  /** The rule in one sentence. */
  readonly rule: string;
  /** Figures of the rule, each with its source. */
  readonly facts: Facts;
  /** Strict, every field with a default. */
  readonly options: z.ZodType<O>;
  /** Only hosts under this hypervisor need it (`lic.hypervisor` of their layer); left out = all hosts. */
  readonly hypervisor?: string;
  /** Is the price due every year unless somebody says otherwise? */
  readonly isYearly: boolean;
  /** "reach": every host that the guests may enter is counted, sized for all of them. */
  readonly radius: (options: O) => "host" | "reach";
  /** Are spare hosts licensed like the fullest used one? */
  readonly hasSpares: (options: O) => boolean;
  /** What a guest adds by its own size; left out = nothing. */
  readonly sizeOf?: (guest: LicensedGuest, host: HostShape, options: O) => number;
  /** Is the guest held by a hard partition? Left out = no guest is. */
  readonly isBound?: (guest: LicensedGuest, host: HostShape, options: O) => boolean;
  /** Units of a host with at least one guest. */
  readonly unitsOn: (host: HostShape, load: GuestLoad, options: O) => HostUnits;
  /** Lines that the sum over all hosts brings: a least order, a falling volume; may be below 0. */
  readonly onWhole?: (sum: number, options: O) => readonly CountLine[];
  /** Least units that one unit of a host becomes in a whole of at most so many (1 where left out). */
  readonly leastRatio?: (most: number, options: O) => number;
}

/** A rule whose options are checked where they enter; what the registry holds. */
export interface LicenceRule extends Omit<RuleStatement<unknown>, "options"> {
  readonly options: z.ZodType;
}

/** A rule for the registry: options are parsed by its own schema before any of its functions sees them. */
export function licenceRule<O>(statement: RuleStatement<O>): LicenceRule {
  // Options come out of `statement.options` only, so each function gets what it asks for.
  return statement as unknown as LicenceRule;
}

/** May hosts of this shape need the product at all? */
export const concerns = (rule: Pick<LicenceRule, "hypervisor">, host: HostShape): boolean =>
  rule.hypervisor === undefined || rule.hypervisor === host.hypervisor;

/** The load of some guests on a host. */
export function loadOf(
  rule: LicenceRule,
  guests: readonly LicensedGuest[],
  host: HostShape,
  options: unknown,
): GuestLoad {
  let size = 0;
  let free = 0;
  let freeSize = 0;
  for (const guest of guests) {
    const own = rule.sizeOf?.(guest, host, options) ?? 0;
    size += own;
    if (rule.isBound?.(guest, host, options) ?? false) continue;
    free++;
    freeSize += own;
  }
  return { guests: guests.length, free, size, freeSize };
}
