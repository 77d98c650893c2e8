/**
 * How the Xen generations drive the simulated core: the schedulers each release offers, its default first, and what a
 * domain's settings in a plan say to them. A plan also states how a domain is built and which scheduler it was sized for;
 * both are read over here. Leaves out null, rtds and arinc653 of Xen 4 (real-time and static scheduling, not for
 * consolidation), per-domain warp of BVT and sedf's latency and weight mode, which no setting of a layer reaches.
 */
import { z } from "zod";
import { type Facts, numberOf } from "../fact.ts";
import { type AnySchedulerKit, roundRobin } from "../hypervisor/cpu/index.ts";
import type { CpuModel, SchedulerChoice } from "../partitioning/index.ts";
import { BVT, type BvtTerms } from "./bvt.ts";
import { CREDIT2 } from "./credit2-kit.ts";
import { CREDIT_303, CREDIT_304, CREDIT_42, type CreditTerms } from "./credit-rules.ts";
import { creditKit } from "./credit.ts";
import { ATROPOS, SEDF } from "./sedf-kits.ts";
import type { SedfTerms } from "./sedf.ts";
import { XCP_NG_83_FACTS } from "./xcp-ng-8.3-facts.ts";
import { XEN_20_FACTS } from "./xen-2.0-facts.ts";
import { XEN_300_FACTS } from "./xen-3.0.0-facts.ts";
import { XEN_302_FACTS } from "./xen-3.0.2-facts.ts";
import { XEN_303_FACTS } from "./xen-3.0.3-facts.ts";
import { XEN_304_FACTS } from "./xen-3.0.4-facts.ts";
import { XEN_4_FACTS } from "./xen-4-facts.ts";

const NS_PER_MS = 1e6;
/** Longest period that is accepted, ms: as in the layers' settings. */
const MOST_MS = 1e6;

/** What a plan states beside scheduling terms. */
const BESIDE = { builder: z.string().optional(), scheduler: z.string().optional() } as const;

/** A choice whose words are checked by a schema of its own type. */
function choice<W>(from: {
  readonly name: string;
  readonly kit: AnySchedulerKit;
  readonly words: z.ZodType<W>;
  readonly termsOf: (words: W) => unknown;
}): SchedulerChoice {
  return {
    name: from.name,
    kit: () => from.kit,
    terms: from.words,
    // The schema above has parsed them.
    termsOf: (parsed) => from.termsOf(parsed as W),
  };
}

/** Weight and cap; both schedulers of this name take the same words. */
function credit(name: "credit" | "credit2", kit: AnySchedulerKit, facts: Facts): SchedulerChoice {
  return choice({
    name,
    kit,
    words: z.strictObject({
      ...BESIDE,
      weight: z
        .int()
        .min(numberOf(facts, "sched.credit.weightMin"))
        .max(numberOf(facts, "sched.credit.weightMax"))
        .default(numberOf(facts, "sched.credit.weight")),
      /** Percent of one CPU; 0 = none. */
      capPercent: z.int().min(0).max(1e6).default(numberOf(facts, "sched.credit.cap")),
    }),
    termsOf: ({ weight, capPercent }): CreditTerms => ({ weight, capPercent }),
  });
}

function bvt(facts: Facts): SchedulerChoice {
  return choice({
    name: "bvt",
    kit: BVT,
    words: z.strictObject({
      ...BESIDE,
      mcuAdvance: z
        .int()
        .min(XEN_20_FACTS["sched.bvt.mcuAdvanceMin"].value)
        .max(1e6)
        .default(numberOf(facts, "sched.bvt.mcuAdvance")),
    }),
    termsOf: ({ mcuAdvance }): BvtTerms => ({ mcuAdvance }),
  });
}

/** @throws RangeError when the slice exceeds its period, or nothing is given at all */
function slices(terms: SedfTerms, words: { readonly slice: string; readonly unitNs: number }): SedfTerms {
  const { slice, unitNs } = words;
  const stated = terms.sliceNs / unitNs;
  if (terms.sliceNs > terms.periodNs)
    throw new RangeError(`${slice} ${stated}: must be at most the period, ${terms.periodNs / unitNs}`);
  if (terms.sliceNs === 0 && !terms.extraTime)
    throw new RangeError(`${slice} ${stated}: must be above 0 without extra time`);
  return terms;
}

/** Period and slice in ns, as sedf counts; the weight counts for extra time. */
function sedf(facts: Facts): SchedulerChoice {
  const most = MOST_MS * NS_PER_MS;
  return choice({
    name: "sedf",
    kit: SEDF,
    words: z.strictObject({
      ...BESIDE,
      periodNs: z
        .number()
        .min(1)
        .max(most)
        .default(numberOf(facts, "sched.sedf.period") * NS_PER_MS),
      sliceNs: z
        .number()
        .min(0)
        .max(most)
        .default(numberOf(facts, "sched.sedf.slice") * NS_PER_MS),
      extraTime: z.boolean().default(facts["sched.sedf.extra"]?.value === true),
      weight: z.int().min(1).max(1e6).default(numberOf(facts, "sched.sedf.weight")),
    }),
    termsOf: ({ periodNs, sliceNs, extraTime, weight }) =>
      slices(
        { periodNs: Math.round(periodNs), sliceNs: Math.round(sliceNs), extraTime, extraWeight: weight },
        { slice: "sliceNs", unitNs: 1 },
      ),
  });
}

const ATROPOS_CHOICE = choice({
  name: "atropos",
  kit: ATROPOS,
  words: z.strictObject({
    ...BESIDE,
    periodMs: z.number().gt(0).max(MOST_MS).default(XEN_20_FACTS["sched.atropos.period"].value),
    sliceMs: z.number().min(0).max(MOST_MS).default(XEN_20_FACTS["sched.atropos.slice"].value),
    extraTime: z.boolean().default(XEN_20_FACTS["sched.atropos.extra"].value),
  }),
  termsOf: ({ periodMs, sliceMs, extraTime }) =>
    slices(
      {
        periodNs: Math.max(1, Math.round(periodMs * NS_PER_MS)),
        sliceNs: Math.round(sliceMs * NS_PER_MS),
        extraTime,
        extraWeight: 1,
      },
      { slice: "sliceMs", unitNs: NS_PER_MS },
    ),
});

const RROBIN_SLICE_MS = XEN_20_FACTS["sched.rrobin.slice"].value;
/** For demonstration, as Xen says of it. One queue serves all CPUs here; in Xen 2.0 every CPU has its own. */
const RROBIN_CHOICE = choice({
  name: "rrobin",
  kit: roundRobin(RROBIN_SLICE_MS * NS_PER_MS),
  words: z.strictObject({ ...BESIDE, sliceMs: z.literal(RROBIN_SLICE_MS).default(RROBIN_SLICE_MS) }),
  termsOf: () => ({}),
});

export const XEN_20_CORE: CpuModel = { schedulers: [bvt(XEN_20_FACTS), ATROPOS_CHOICE, RROBIN_CHOICE] };

export const XEN_300_CORE: CpuModel = { schedulers: [sedf(XEN_300_FACTS), bvt(XEN_300_FACTS)] };

export const XEN_302_CORE: CpuModel = { schedulers: [sedf(XEN_302_FACTS), bvt(XEN_302_FACTS)] };

/** sedf is still there, with the defaults of 3.0.2. */
export const XEN_303_CORE: CpuModel = {
  schedulers: [credit("credit", creditKit(CREDIT_303), XEN_303_FACTS), sedf(XEN_302_FACTS)],
};

/** sedf is still there, with the defaults of 3.0.2. */
export const XEN_304_CORE: CpuModel = {
  schedulers: [credit("credit", creditKit(CREDIT_304), XEN_304_FACTS), sedf(XEN_302_FACTS)],
};

/** 4.17 and later: credit2 since 4.12, credit by choice. */
export const XEN_4_CORE: CpuModel = {
  schedulers: [credit("credit2", CREDIT2, XEN_4_FACTS), credit("credit", creditKit(CREDIT_42), XEN_4_FACTS)],
};

/** Built on 4.17 with credit as the default. */
export const XCP_NG_83_CORE: CpuModel = {
  schedulers: [credit("credit", creditKit(CREDIT_42), XCP_NG_83_FACTS), credit("credit2", CREDIT2, XCP_NG_83_FACTS)],
};
