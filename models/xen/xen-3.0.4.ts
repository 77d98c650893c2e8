/**
 * Xen 3.0.4 (December 2006): paravirtual domains, and unmodified ones where the processor has VT-x or AMD-V, under the
 * credit scheduler with its boost for domains that wake. Every value is a claim about 3.0.x as marked. Left out: sedf,
 * which is still there; Itanium and Power ports; driver domains.
 */
import { z } from "zod";
import { recalled, seen } from "../fact.ts";
import { type NeedRule, type Platform, withCore } from "../partitioning/index.ts";
import { creditCapCores, creditTerms } from "./schedulers.ts";
import { BUILDS, xen3Guests, xen3Layer } from "./xen-3-layer.ts";
import { XEN_304_FACTS as FACTS } from "./xen-3.0.4-facts.ts";
import { XEN_304_DESCRIPTION as DESCRIPTION } from "./xen-3.0.4-statements.ts";
import { XEN_304_CORE } from "./core.ts";
import { XEN_304_COSTS } from "./core-costs.ts";

export const Xen304Settings = z.strictObject({
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
export type Xen304Settings = z.infer<typeof Xen304Settings>;

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    rule: "mig.hvm",
    source: seen("X304-src"),
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
  xen3Layer<Xen304Settings>({
    id: "xen-3.0.4",
    facts: FACTS,
    settings: Xen304Settings,
    description: DESCRIPTION,
    guests: xen3Guests({
      assistedBy: [["vt-x"], ["amd-v"]],
      paravirtual: seen("X30-man, X304-src"),
      assisted32: seen("X30-man, X304-man"),
      assisted64: seen("X30-man, X304-man"),
    }),
    needRules: NEED_RULES,
    scheduling: (settings) => creditTerms(FACTS["sched.default"].value, settings),
    capCores: creditCapCores,
  }),
  { ...XEN_304_CORE, ...XEN_304_COSTS },
);

export const XEN_304: Platform = {
  id: "xen-3.0.4",
  title: "Xen 3.0.4",
  maker: "Xen project",
  generation: "Xen 3.0.4, December 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
