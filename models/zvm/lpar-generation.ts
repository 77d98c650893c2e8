/**
 * What a generation of PR/SM hands to the layer, and what every generation lets a user set. One pool of engines per
 * machine: all CPs or all IFLs, less those set apart as zAAP or zIIP.
 */
import type { z } from "zod";
import type { Facts } from "../fact.ts";
import type { GuestSupport, LayerDescription, Limit, Site } from "../partitioning/index.ts";
import type { MainframeFamily } from "./machines.ts";

/** Settings of every generation; each writes its own schema around them. */
export interface LparSettings {
  /** Type of all engines of the machine: general purpose, or Linux and z/VM only. */
  readonly engines: "cp" | "ifl";
  readonly processors: "shared" | "dedicated";
  /** The same weight for every partition; left out = in proportion to its peak, the whole pool being the maximum. */
  readonly weight?: number | undefined;
  /** Initial capping: the weight is a ceiling. */
  readonly capped: boolean;
  readonly wlmManaged: boolean;
  /** Engines set apart from the pool. */
  readonly zaaps?: number | undefined;
  readonly ziips?: number | undefined;
  /** Channel subsystems defined; left out = all of the machine, and the rule on them cannot bind. */
  readonly lcss?: number | undefined;
  /** Storage every partition may take online later, MiB; it is not taken from the machine. */
  readonly reservedStorageMiB: number;
  /** Storage every partition has beside its central storage, MiB. */
  readonly expandedStorageMiB?: number | undefined;
  /** Ceiling of every partition in engines. */
  readonly absoluteCap?: number | undefined;
  /** CPU that PR/SM itself spends, in percent of what partitions use. */
  readonly managementPercent: number;
}

/** The largest partition that one operating system supports. */
export interface SystemLimit {
  readonly families: readonly string[];
  /** Versions by prefix; left out = all. */
  readonly versions?: readonly string[];
  /** Keys of facts that state engines and memory. */
  readonly cores: string;
  readonly memory: string;
}

export interface LparGeneration<S extends LparSettings> {
  readonly id: string;
  readonly family: MainframeFamily;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly limits: readonly Limit[];
  readonly guests: readonly GuestSupport[];
  readonly systems: readonly SystemLimit[];
  readonly description: Omit<LayerDescription, "facts" | "limits" | "guests" | "grains">;
  /** From z10: logical processors are high, medium or low. */
  readonly hasHiperDispatch: boolean;
}

/** Engines set apart: they run no partition's general work. */
export const setApart = (settings: LparSettings): number => (settings.zaaps ?? 0) + (settings.ziips ?? 0);

/** Engines that partitions are made of, ≥ 0. */
export const poolOf = (site: Site<LparSettings>): number => Math.max(0, site.machine.cores - setApart(site.settings));
