/** A row of like workloads in the sample estate. */
import type { Pool } from "./fleet.ts";
import type { Shape } from "./profile.ts";
import type { SystemKey } from "./systems.ts";

/** The application of everything that serves them all. */
export const COMMON: readonly string[] = ["common"];

/** Like workloads: how they are named and sized, which systems they run and when they are busy. */
export interface Kind {
  readonly prefix: string;
  /** Applications the row is dealt out to, in equal parts and in this order. */
  readonly apps: readonly string[];
  /** With: "db-crm-01"; without: "web-001". */
  readonly isNamedByApp?: boolean;
  readonly tier: "web" | "app" | "data" | "infra" | "dev";
  readonly role: string;
  readonly pool: Pool;
  readonly isPhysical?: boolean;
  readonly isTemplate?: boolean;
  /** How many of the last ones are switched off. */
  readonly poweredOff?: number;
  readonly systems: readonly (readonly [SystemKey, number])[];
  /** One of these, each as likely as it is often listed. */
  readonly vcpus: readonly number[];
  readonly memoryMiB: readonly number[];
  readonly shapes: readonly Shape[];
  /** Mbit/s and MB/s for each core in use, about. */
  readonly networkPerCore: number;
  readonly diskPerCore: number;
}
