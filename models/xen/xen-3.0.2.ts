/**
 * Xen 3.0.2 (April 2006): as the first release, and AMD-V beside VT-x; still scheduled by sedf or by bvt. HVM domains of
 * more than one virtual CPU are warned of. Whole and flat: every value is a claim about 3.0.2. Left out: Itanium and Power
 * ports, driver domains, latency hints of sedf.
 */
import { z } from "zod";
import { assumed, recalled, seen } from "../fact.ts";
import { type Misfit, type NeedRule, type PartitionSpec, type Platform, withCore } from "../partitioning/index.ts";
import { bvtTerms, sedfTerms, sliceCapCores, sliceMisfits } from "./schedulers.ts";
import { BUILDS, xen3Guests, xen3Layer } from "./xen-3-layer.ts";
import { XEN_302_FACTS as FACTS } from "./xen-3.0.2-facts.ts";
import { XEN_302_DESCRIPTION as DESCRIPTION } from "./xen-3.0.2-statements.ts";
import { ruleOf } from "./xen-layer.ts";
import { XEN_302_CORE } from "./core.ts";
import { XEN_302_COSTS } from "./core-costs.ts";

export const Xen302Settings = z.strictObject({
  build: z.enum(BUILDS).default("x86_64"),
  /** Memory fixed for dom0, at least dom0-min-mem; left out = the planning default. */
  dom0MemoryMiB: z.number().min(FACTS["svc.dom0MemMin"].value).max(1e9).optional(),
  scheduler: z.enum(["sedf", "bvt"]).default("sedf"),
  /** sedf: period and slice of every virtual CPU of a domain; slice 0 = only in extra time. */
  periodMs: z.number().gt(0).max(1e6).default(FACTS["sched.sedf.period"].value),
  sliceMs: z.number().min(0).max(1e6).default(FACTS["sched.sedf.slice"].value),
  extraTime: z.boolean().default(FACTS["sched.sedf.extra"].value),
  extraWeight: z.int().min(1).max(1e6).default(FACTS["sched.sedf.weight"].value),
  /** bvt: advance of every domain; half of it is twice the CPU. */
  mcuAdvance: z.int().min(1).max(1e6).default(FACTS["sched.bvt.mcuAdvance"].value),
  ioShareRatio: z.number().min(0).max(1).default(FACTS["io.share"].value),
  ioCostPercent: z.number().min(0).max(1000).default(FACTS["io.cost"].value),
  /** Shadow memory configured for every HVM domain; more than the formula asks wins. */
  shadowMiB: z.number().min(0).max(1e6).default(FACTS["mem.hvm.shadowMin"].value),
});
export type Xen302Settings = z.infer<typeof Xen302Settings>;

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    rule: "mig.hvm",
    source: seen("X302-src"),
    instead: "a paravirtual domain without a device of its own, or Xen 3.1",
    metBy: (spec) => spec.mode === "pv" && !spec.needs.includes("passthrough-device"),
  },
  {
    need: "passthrough-device",
    rule: "io.passthrough",
    source: recalled("fairly"),
    instead: "a paravirtual domain (without an IOMMU it is not safe against DMA)",
    metBy: (spec) => spec.mode === "pv",
  },
];

/** An HVM domain of more virtual CPUs than this release is sure to run. */
function hvmVcpuMisfits(spec: PartitionSpec): readonly Misfit[] {
  const bound = FACTS["vm.maxVcpu.hvm"].value;
  if (spec.mode !== "hvm" || spec.vcpus <= bound) return [];
  const evidence = ruleOf(DESCRIPTION, "vm.maxVcpu.hvm");
  return [{ code: "over-limit", scope: "partition", resource: "vcpus", value: spec.vcpus, bound, ...evidence }];
}

const LAYER = withCore(
  xen3Layer<Xen302Settings>({
    id: "xen-3.0.2",
    facts: FACTS,
    settings: Xen302Settings,
    description: DESCRIPTION,
    guests: xen3Guests({
      assistedBy: [["vt-x"], ["amd-v"]],
      paravirtual: seen("X302-src"),
      assisted32: assumed("as in 3.0.0 and 3.0.4 (X30-man, X304-man); AMD-V recalled, fairly"),
      assisted64: assumed("as in 3.0.4 (X304-man); not read for 3.0.2"),
    }),
    needRules: NEED_RULES,
    scheduling: (settings) => (settings.scheduler === "sedf" ? sedfTerms(settings) : bvtTerms(settings)),
    capCores: (settings, vcpus) =>
      settings.scheduler === "sedf" ? sliceCapCores(settings, vcpus) : Number.POSITIVE_INFINITY,
    moreMachineMisfits: ({ settings }) =>
      settings.scheduler === "sedf" ? sliceMisfits(settings, ruleOf(DESCRIPTION, "sched.slice")) : [],
    moreCautions: (_site, specs) => specs.flatMap(hvmVcpuMisfits),
  }),
  { ...XEN_302_CORE, ...XEN_302_COSTS },
);

export const XEN_302: Platform = {
  id: "xen-3.0.2",
  title: "Xen 3.0.2",
  maker: "Xen project",
  generation: "Xen 3.0.2, April 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
