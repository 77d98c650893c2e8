/**
 * How the mainframe generations drive the simulated core. PR/SM: event-driven dispatching first, wait completion beside
 * it; with HiperDispatch (z10 and later) vertical first, horizontal beside it. z/VM: CP's scheduler in the figures of the
 * release. Terms are the vendor's words in a plan's partitions; storage and counts of logical processors are held against
 * the partition or not looked at. Leaves out: WLM moving weights, SRM settings beyond DSPSLICE.
 */
import { z } from "zod";
import { type Facts, assumed, numberFact, numberOf } from "../fact.ts";
import type { CpuModel, SchedulerChoice, Site } from "../partitioning/index.ts";
import type { LparSettings } from "./lpar-generation.ts";
import { prsmKit } from "./prsm-kit.ts";
import { PRSM_Z16_FACTS } from "./prsm-z16-facts.ts";
import { PRSM_Z17_FACTS } from "./prsm-z17-facts.ts";
import { PRSM_Z990_FACTS } from "./prsm-z990-facts.ts";
import { PRSM_Z9_BC_FACTS } from "./prsm-z9-bc-facts.ts";
import { PRSM_Z9_EC_FACTS } from "./prsm-z9-ec-facts.ts";
import type { PrsmMode, PrsmTerms } from "./prsm-terms.ts";
import { parseMaximum, parseShare } from "./share-text.ts";
import { ZVM_51_FACTS } from "./zvm-5.1-facts.ts";
import { ZVM_52_FACTS } from "./zvm-5.2-facts.ts";
import { ZVM_53_FACTS } from "./zvm-5.3-facts.ts";
import { ZVM_73_FACTS } from "./zvm-7.3-facts.ts";
import { ZVM_74_FACTS } from "./zvm-7.4-facts.ts";
import { zvmKit } from "./zvm-kit.ts";
import type { ZvmSettings } from "./zvm-release.ts";
import type { ZvmTerms } from "./zvm-terms.ts";

/** Weight of a partition nobody says anything about. */
const WEIGHT_UNSAID = { value: 10, source: assumed("every partition alike; only ratios matter") };
/** Length of the slice of a high processor where the generation has none. */
const UNUSED_HIGH_MS = 100;

/** Must a stated count be the number of vCPUs that are simulated? @throws RangeError naming the field and both */
function mustBe(field: string, stated: number | undefined, vcpus: number): void {
  if (stated !== undefined && stated !== vcpus)
    throw new RangeError(`${field} ${stated}: must be ${vcpus}, the processors of the partition`);
}

function prsmTerms(facts: Facts, hasVerticals: boolean) {
  const count = z.int().min(1).optional();
  const polarity = z.int().min(0).optional();
  return z.strictObject({
    logicalCPs: count,
    logicalIFLs: count,
    dedicatedCPs: count,
    dedicatedIFLs: count,
    weight: z.int().min(numberOf(facts, "weight.min")).max(numberOf(facts, "weight.max")).default(WEIGHT_UNSAID.value),
    initialCapping: z.boolean().default(false),
    ...("absoluteCap.step" in facts
      ? { absoluteCap: z.number().min(numberOf(facts, "absoluteCap.step")).optional() }
      : {}),
    // What a plan foresees; the dispatcher makes its own from the weights.
    ...(hasVerticals ? { verticalHigh: polarity, verticalMedium: polarity, verticalLow: polarity } : {}),
    reservedStorageMiB: z.number().min(0).optional(),
    expandedStorageMiB: z.number().min(0).optional(),
    storageGranuleMiB: z.number().positive().optional(),
  });
}
type PrsmWords = z.infer<ReturnType<typeof prsmTerms>> & { readonly absoluteCap?: number | undefined };

interface PrsmGeneration {
  readonly id: string;
  readonly title: string;
  readonly facts: Facts;
  readonly hasVerticals: boolean;
}

function prsmChoice(
  generation: PrsmGeneration,
  name: string,
  mode: Omit<PrsmMode, "runTime">,
): SchedulerChoice<LparSettings> {
  const { id, title, facts, hasVerticals } = generation;
  const runTime = {
    full: numberOf(facts, "runTime.full"),
    min: numberOf(facts, "runTime.min"),
    max: numberOf(facts, "runTime.max"),
    high: hasVerticals ? numberOf(facts, "vhRunTime") : UNUSED_HIGH_MS,
  };
  const defaults = {
    weight: WEIGHT_UNSAID.value,
    isCapped: false,
    absoluteCap: Number.POSITIVE_INFINITY,
    isDedicated: false,
  };
  return {
    name,
    kit: () => prsmKit({ id: `${id}-${name}`, title: `${title}, ${name}`, mode: { ...mode, runTime }, defaults }),
    terms: prsmTerms(facts, hasVerticals),
    termsOf: (parsed, { vcpus }): PrsmTerms => {
      // The schema above has parsed them.
      const words = parsed as PrsmWords;
      for (const field of ["logicalCPs", "logicalIFLs", "dedicatedCPs", "dedicatedIFLs"] as const)
        mustBe(field, words[field], vcpus);
      return {
        weight: words.weight,
        isCapped: words.initialCapping,
        absoluteCap: words.absoluteCap ?? Number.POSITIVE_INFINITY,
        isDedicated: words.dedicatedCPs !== undefined || words.dedicatedIFLs !== undefined,
      };
    },
  };
}

function prsmCore(id: string, title: string, facts: Facts): CpuModel<LparSettings> {
  const hasVerticals = "vhRunTime" in facts;
  const generation = { id, title, facts, hasVerticals };
  const eventDriven = { isVertical: false, isWaitCompleting: false };
  if (hasVerticals)
    return {
      schedulers: [
        prsmChoice(generation, "vertical", { ...eventDriven, isVertical: true }),
        prsmChoice(generation, "horizontal", eventDriven),
      ],
    };
  return {
    schedulers: [
      prsmChoice(generation, "event-driven", eventDriven),
      prsmChoice(generation, "wait-completion", { ...eventDriven, isWaitCompleting: true }),
    ],
  };
}

function zvmCore(id: string, title: string, facts: Facts): CpuModel<ZvmSettings> {
  const defaultShare = `RELATIVE ${numberOf(facts, "share.relative.default")}`;
  const count = z.int().min(1).optional();
  const terms = z.strictObject({
    /** As in SET SHARE: "RELATIVE 100", "ABSOLUTE 12.5%". */
    share: z.string().default(defaultShare),
    /** "NOLIMIT", or a share and how firmly it binds: "ABSOLUTE 20% LIMITHARD". */
    maximumShare: z.string().default("NOLIMIT"),
    virtualCpus: count,
    maximumVirtualCpus: count,
    reservedMiB: z.number().min(0).optional(),
  });
  return {
    schedulers: [
      {
        name: "cp",
        kit: (_site: Site<ZvmSettings>) =>
          zvmKit({
            id,
            title,
            sliceMs: numberFact(facts, "sched.DSPSLICE"),
            testIdleMs: numberFact(facts, "sched.testIdle"),
            elapsedRatios: ELAPSED_RATIOS,
            defaults: { share: { kind: "relative", value: numberOf(facts, "share.relative.default") } },
          }),
        terms,
        termsOf: (parsed, { vcpus }): ZvmTerms => {
          // The schema above has parsed them.
          const words = parsed as z.infer<typeof terms>;
          mustBe("virtualCpus", words.virtualCpus, vcpus);
          const maximum = parseMaximum(facts, words.maximumShare);
          return { share: parseShare(facts, "share", words.share), ...(maximum === undefined ? {} : { maximum }) };
        },
      },
    ],
  };
}

/** Elapsed slices of classes 2 and 3 over the class before (fact `sched.elapsedSlice`, in words). */
const ELAPSED_RATIOS = [6, 8] as const;

/** z990. */
export const PRSM_Z990_CORE = prsmCore("prsm-z990", "PR/SM on z990", PRSM_Z990_FACTS);
/** System z9 EC. */
export const PRSM_Z9_EC_CORE = prsmCore("prsm-z9-ec", "PR/SM on System z9 EC", PRSM_Z9_EC_FACTS);
/** System z9 BC. */
export const PRSM_Z9_BC_CORE = prsmCore("prsm-z9-bc", "PR/SM on System z9 BC", PRSM_Z9_BC_FACTS);
/** z16: HiperDispatch first. */
export const PRSM_Z16_CORE = prsmCore("prsm-z16", "PR/SM on z16", PRSM_Z16_FACTS);
/** z17: HiperDispatch first. */
export const PRSM_Z17_CORE = prsmCore("prsm-z17", "PR/SM on z17", PRSM_Z17_FACTS);
/** z/VM 5.1. */
export const ZVM_51_CORE = zvmCore("zvm-5.1", "z/VM 5.1", ZVM_51_FACTS);
/** z/VM 5.2, also on the second level: a z/VM in a z/VM schedules alike. */
export const ZVM_52_CORE = zvmCore("zvm-5.2", "z/VM 5.2", ZVM_52_FACTS);
/** z/VM 5.3. */
export const ZVM_53_CORE = zvmCore("zvm-5.3", "z/VM 5.3", ZVM_53_FACTS);
/** z/VM 7.3. */
export const ZVM_73_CORE = zvmCore("zvm-7.3", "z/VM 7.3", ZVM_73_FACTS);
/** z/VM 7.4. */
export const ZVM_74_CORE = zvmCore("zvm-7.4", "z/VM 7.4", ZVM_74_FACTS);
