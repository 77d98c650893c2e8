/**
 * Xen 3.0.3 (October 2006): the credit scheduler is the default, without the boost that wakes domains sooner; HVM domains
 * may have several virtual CPUs. Whole and flat: every value is a claim about 3.0.3. Left out: Itanium and Power ports,
 * driver domains, sedf.
 */
import { z } from "zod";
import { assumed, recalled, seen } from "../fact.ts";
import { type NeedRule, type Platform, withCore } from "../partitioning/index.ts";
import { creditCapCores, creditTerms } from "./schedulers.ts";
import { BUILDS, xen3Guests, xen3Layer } from "./xen-3-layer.ts";
import { XEN_303_FACTS as FACTS } from "./xen-3.0.3-facts.ts";
import { XEN_303_DESCRIPTION as DESCRIPTION } from "./xen-3.0.3-statements.ts";
import { XEN_303_CORE } from "./core.ts";
import { XEN_303_COSTS } from "./core-costs.ts";

export const Xen303Settings = z.strictObject({
  build: z.enum(BUILDS).default("x86_64"),
  /** Memory fixed for dom0, at least dom0-min-mem; left out = the planning default. */
  dom0MemoryMiB: z.number().min(FACTS["svc.dom0MemMin"].value).max(1e9).optional(),
  weight: z
    .int()
    .min(FACTS["sched.credit.weightMin"].value)
    .max(FACTS["sched.credit.weightMax"].value)
    .default(FACTS["sched.credit.weight"].value),
  /** Ceiling of every domain in percent of one CPU; 0 = none. */
  capPercent: z.int().min(0).max(1e6).default(FACTS["sched.credit.cap"].value),
  ioShareRatio: z.number().min(0).max(1).default(FACTS["io.share"].value),
  ioCostPercent: z.number().min(0).max(1000).default(FACTS["io.cost"].value),
  /** Shadow memory configured for every HVM domain; more than the formula asks wins. */
  shadowMiB: z.number().min(0).max(1e6).default(FACTS["mem.hvm.shadowMin"].value),
});
export type Xen303Settings = z.infer<typeof Xen303Settings>;

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    rule: "mig.hvm",
    source: seen("X303-src"),
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

const LAYER = withCore(
  xen3Layer<Xen303Settings>({
    id: "xen-3.0.3",
    facts: FACTS,
    settings: Xen303Settings,
    description: DESCRIPTION,
    guests: xen3Guests({
      assistedBy: [["vt-x"], ["amd-v"]],
      paravirtual: seen("X303-src"),
      assisted32: assumed("as in 3.0.0 and 3.0.4 (X30-man, X304-man); AMD-V recalled, fairly"),
      assisted64: assumed("as in 3.0.4 (X304-man); not read for 3.0.3"),
    }),
    needRules: NEED_RULES,
    scheduling: (settings) => creditTerms(FACTS["sched.default"].value, settings),
    capCores: creditCapCores,
  }),
  { ...XEN_303_CORE, ...XEN_303_COSTS },
);

export const XEN_303: Platform = {
  id: "xen-3.0.3",
  title: "Xen 3.0.3",
  maker: "Xen project",
  generation: "Xen 3.0.3, October 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
