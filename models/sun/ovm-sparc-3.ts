/**
 * Oracle VM Server for SPARC 3 (2012 and later) on SPARC T4 to M8: single strands or whole cores, whole cores with a cap
 * as hard partitions for licences, memory that changes online in 256 MiB steps, live migration. Left out: physical
 * domains of M5 to M8 servers (a machine counts as one), root service domains, virtual functions as a resource.
 */
import { z } from "zod";
import { recalled } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Platform,
  type Site,
  withCore,
  DEDICATED_CPUS,
} from "../partitioning/index.ts";
import { strandsPerCore } from "./ldom-control.ts";
import { ldomLayer } from "./ldom-layer.ts";
import { ruleOf } from "./ldom-release.ts";
import { OVM_SPARC_3_DESCRIPTION, OVM_SPARC_3_FACTS as FACTS } from "./ovm-sparc-3-facts.ts";
import { unsupported } from "./unsupported.ts";
import { OVM_SPARC_COSTS } from "./core-costs.ts";

const PROCESSORS = ["T3", "T4", "T5", "M5", "M6", "T7", "M7", "M8"] as const;

export const OvmSparc3Settings = z.strictObject({
  /** Single strands, whole cores, or whole cores under a cap (a hard partition for licences by core). */
  cpu: z.enum(["strand", "whole-core", "hard-partition"]).default("hard-partition"),
  /** Memory changes online: rounded up to aligned steps, or kept as asked and refused where it is not aligned; or never. */
  memoryDr: z.enum(["auto-adjust", "as-asked", "off"]).default("auto-adjust"),
  /** Migration among one type of processor, or among all at the price of newer instructions. */
  cpuArch: z.enum(["native", "generic"]).default("native"),
  /** Sizes of the free pieces of memory on the machine that domains migrate to, in MiB; empty = one piece. */
  targetHolesMiB: z.array(z.number().positive()).max(64).default([]),
  /** The processor whose limits hold, for a model that the table does not know. */
  processor: z.enum(["auto", ...PROCESSORS]).default("auto"),
  /** Strands of the control domain; 0 = at least eight, in whole cores. */
  controlStrands: z.int().min(0).max(256).default(0),
  /** MiB of the control domain; 0 = 4 GiB. */
  controlMemoryMiB: z.int().min(0).max(1_048_576).default(0),
});
export type OvmSparc3Settings = z.infer<typeof OvmSparc3Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "pv",
    families: ["solaris"],
    architectures: ["sparc"],
    needsOneOf: [],
    source: recalled("sure"),
    note: "Solaris 10 and 11; 8 and 9 only as zones of a Solaris 10 domain",
  },
];

const GRAINS: readonly Grain[] = [
  { kind: "grid", resource: "strands", min: FACTS["cpu.strand"], step: FACTS["cpu.strand"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["mem.minDomain"], step: FACTS["mem.drStep"] },
];

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    ...ruleOf(OVM_SPARC_3_DESCRIPTION, "LDOM-5"),
    instead: "virtual devices only: no device of its own",
    metBy: (spec) => !spec.needs.includes("passthrough-device"),
  },
];

/** Memory that was to change online and is not aligned (LDOM-4). */
function alignmentMisfits(spec: PartitionSpec, site: Site<OvmSparc3Settings>): readonly Misfit[] {
  const step = FACTS["mem.drStep"].value;
  const { memoryMiB } = spec;
  if (site.settings.memoryDr === "off" || memoryMiB % step === 0) return [];
  const below = Math.floor(memoryMiB / step) * step;
  const evidence = ruleOf(OVM_SPARC_3_DESCRIPTION, "LDOM-4");
  return [{ code: "off-grid", resource: "memoryMiB", value: memoryMiB, allowed: [below, below + step], ...evidence }];
}

/** A domain that is to migrate and whose memory is larger than every free piece of the target (LDOM-5). */
function layoutMisfits(spec: PartitionSpec, site: Site<OvmSparc3Settings>): readonly Misfit[] {
  const holes = site.settings.targetHolesMiB;
  if (holes.length === 0 || !spec.needs.includes("live-migration")) return [];
  const bound = Math.max(...holes);
  const value = spec.memoryMiB;
  if (value <= bound) return [];
  const evidence = ruleOf(OVM_SPARC_3_DESCRIPTION, "LDOM-5");
  return [{ code: "over-limit", scope: "partition", resource: "memoryMiB", value, bound, ...evidence }];
}

function cautions(site: Site<OvmSparc3Settings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  if (specs.length === 0) return [];
  const { cpu, cpuArch } = site.settings;
  const moving = specs.filter((spec) => spec.needs.includes("live-migration")).length;
  const bound = unsupported(ruleOf(OVM_SPARC_3_DESCRIPTION, "mig.cpuArch"), {
    what: "migration-between-processors",
    value: `${moving} under cpuArch native`,
    needs: "cpuArch generic",
  });
  const soft = unsupported(ruleOf(OVM_SPARC_3_DESCRIPTION, "lic.hardPartition"), {
    what: "hard-partition",
    value: `cpu ${cpu}`,
    needs: "cpu hard-partition: whole cores under a cap",
  });
  return [...(cpuArch === "native" && moving > 0 ? [bound] : []), ...(cpu === "hard-partition" ? [] : [soft])];
}

function memoryStepMiB(settings: OvmSparc3Settings): number {
  return settings.memoryDr === "auto-adjust" ? FACTS["mem.drStep"].value : FACTS["mem.step"].value;
}

const LAYER = withCore(
  ldomLayer<OvmSparc3Settings>({
    id: "ovm-sparc-3",
    facts: FACTS,
    settings: OvmSparc3Settings,
    processors: () => PROCESSORS,
    grains: GRAINS,
    guests: GUESTS,
    description: OVM_SPARC_3_DESCRIPTION,
    wholeCores: (settings) => settings.cpu !== "strand",
    memoryStepMiB,
    channelFact: (processor) => `cpu.${processor}.channels`,
    needRules: NEED_RULES,
    vendorSettings: (sized, site) => {
      const cores = sized.vcpus / strandsPerCore(site.machine);
      const { cpu, cpuArch } = site.settings;
      return {
        ...(cpu === "strand" ? {} : { wholeCores: cores }),
        ...(cpu === "hard-partition" ? { maxCores: cores } : {}),
        cpuArch,
      };
    },
    morePartitionMisfits: (spec, site) => [...alignmentMisfits(spec, site), ...layoutMisfits(spec, site)],
    moreCautions: cautions,
  }),
  { ...DEDICATED_CPUS, ...OVM_SPARC_COSTS },
);

export const OVM_SPARC_3: Platform = {
  id: "ovm-sparc-3",
  title: "Oracle VM Server for SPARC 3",
  maker: "Oracle",
  generation: "Oracle VM Server for SPARC 3.0 to 3.6, 2012 to today",
  year: 2012,
  era: "living",
  layers: [LAYER],
};
