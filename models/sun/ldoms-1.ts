/**
 * Logical Domains 1.0 to 1.3 on UltraSPARC T1, T2 and T2 Plus (2007 to 2009): single strands, memory that changes only
 * with a restart, virtual I/O through the control domain, migration cold or suspended. Left out: service domains beside
 * the control domain, crypto units as a resource.
 */
import { z } from "zod";
import { recalled } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type Machine,
  type NeedRule,
  type Platform,
  type Resources,
  withCore,
  DEDICATED_CPUS,
} from "../partitioning/index.ts";
import { ldomLayer } from "./ldom-layer.ts";
import type { LdomProcessor } from "./ldom-machines.ts";
import { LDOMS_1_DESCRIPTION, LDOMS_1_FACTS as FACTS } from "./ldoms-1-facts.ts";
import { ruleOf } from "./ldom-release.ts";
import { LDOM_COSTS } from "./core-costs.ts";

export const Ldoms1Settings = z.strictObject({
  /** The release; "newest" = the last one that the processor runs. */
  release: z.enum(["newest", "1.0", "1.1", "1.2", "1.3"]).default("newest"),
  /** The processor whose limits hold, for a model that the table does not know. */
  processor: z.enum(["auto", "T1", "T2", "T2+"]).default("auto"),
  /** Strands of the control domain; 0 = at least four, in whole cores. */
  controlStrands: z.int().min(0).max(256).default(0),
  /** MiB of the control domain; 0 = by the number of domains that the processor allows. */
  controlMemoryMiB: z.int().min(0).max(65_536).default(0),
});
export type Ldoms1Settings = z.infer<typeof Ldoms1Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "pv",
    families: ["solaris"],
    architectures: ["sparc"],
    needsOneOf: [],
    source: recalled("sure"),
    note: "Solaris 10 11/06 and later: it knows the hypervisor of sun4v",
  },
];

const GRAINS: readonly Grain[] = [
  { kind: "grid", resource: "strands", min: FACTS["cpu.strand"], step: FACTS["cpu.strand"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["mem.minDomain"], step: FACTS["mem.step"] },
];

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    ...ruleOf(LDOMS_1_DESCRIPTION, "LDOM-5"),
    instead: "Oracle VM Server for SPARC 2.1 or later",
  },
];

/** A domain with devices of its own takes a whole root complex. */
const ROOT = "block:pcie-root";

/** Root complexes that the control domain does not need, for the models whose number is known. */
function freeRoots(machine: Machine): Resources {
  const roots: Readonly<Record<string, number>> = {
    "sun-fire-t1000": FACTS["io.T1000.roots"].value,
    "sun-fire-t2000": FACTS["io.T2000.roots"].value,
    "sparc-t5440": FACTS["io.T5440.roots"].value,
  };
  const known = roots[machine.model];
  return known === undefined ? {} : { [ROOT]: known - 1 };
}

function channelFact(processor: LdomProcessor, settings: Ldoms1Settings): string {
  const isLate = settings.release === "newest" || settings.release === "1.3";
  return processor === "T2+" && !isLate ? "cpu.T2+.channels.before-1.3" : `cpu.${processor}.channels`;
}

const LAYER = withCore(
  ldomLayer<Ldoms1Settings>({
    id: "ldoms-1",
    facts: FACTS,
    settings: Ldoms1Settings,
    processors: (settings) => (settings.release === "1.3" ? ["T2", "T2+"] : ["T1", "T2", "T2+"]),
    grains: GRAINS,
    guests: GUESTS,
    description: LDOMS_1_DESCRIPTION,
    wholeCores: () => false,
    memoryStepMiB: () => FACTS["mem.step"].value,
    channelFact,
    needRules: NEED_RULES,
    moreSupplies: freeRoots,
    moreClaims: (spec) => (spec.needs.includes("passthrough-device") ? { [ROOT]: 1 } : {}),
    moreEvidence: { [ROOT]: ruleOf(LDOMS_1_DESCRIPTION, "io.rootComplex") },
    vendorSettings: () => ({}),
    moreCautions: () => [],
  }),
  { ...DEDICATED_CPUS, ...LDOM_COSTS },
);

export const LDOMS_1: Platform = {
  id: "ldoms-1",
  title: "Sun Logical Domains 1",
  maker: "Sun",
  generation: "Logical Domains 1.0 to 1.3, 2007 to 2009",
  year: 2007,
  era: "living",
  layers: [LAYER],
};
