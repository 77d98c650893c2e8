/**
 * PlanRequest: everything a plan depends on. Same request and seed, same bytes. Strict: an unknown field is an error.
 */
import { z } from "zod";
import { Facility, Tariff } from "./facility.ts";
import { HostType } from "./host-type.ts";
import { Money, ProductLicence, ProductPrice } from "./money.ts";
import { CurrentPlace, MOVE_GOALS } from "./moves.ts";
import { Licence, Objective } from "./objective.ts";
import { PlaceGroup } from "./place-group.ts";
import { Rule } from "./rule.ts";
import { ExistingHost, Finding, Name, Positive, Series, Workload } from "./workload.ts";

export const REQUEST_VERSION = 1;

export const Target = z
  .strictObject({
    /** Platform id of the catalogue, e.g. "esx-3.0". */
    platform: Name,
    /** Host type id, from data/hosts or from the request's own `hostTypes`. */
    hostType: Name,
    /** Most hosts of this kind, spares included; left out = as many as needed. */
    maxHosts: z.int().positive().max(1_000_000).optional(),
    /** Memory to fit, where it differs from the catalogue's planned size. */
    memoryMiB: Positive.optional(),
    /** Price of one host for the cost objective, in the user's own money; left out = the host type's, where it has one. */
    hostPrice: Positive.optional(),
    /** Settings of the platform's layer, checked by its own schema. */
    settings: z.record(z.string().max(60), z.unknown()).default({}),
    /**
     * For nests (z/VM in a logical partition, vPars in an nPar): the outer partition to stand on, one on each host. Left
     * out = all that the outer layer can give and the inner one can use.
     */
    outer: z
      .strictObject({
        /** CPUs as the outer layer counts them: logical processors, cores of whole cells. */
        vcpus: z.int().positive().max(100_000).optional(),
        memoryMiB: Positive.optional(),
        /** Settings of the outer layer, checked by its own schema. */
        settings: z.record(z.string().max(60), z.unknown()).default({}),
      })
      .optional(),
  })
  .meta({ id: "Target" });
export type Target = z.infer<typeof Target>;

/** How time is folded before packing. */
export const TIME_MODELS = ["peak", "day", "week", "trace"] as const;
export type TimeModel = (typeof TIME_MODELS)[number];

/** Most effort that can be asked for: a day of the reference machine. */
export const MOST_EFFORT_SECONDS = 86_400;

export const Goals = z
  .strictObject({
    timeModel: z.enum(TIME_MODELS).default("week"),
    /** What the plan is to be good at. */
    objective: Objective.default("hosts"),
    /** Years over which the cost objective counts electricity and yearly licences. */
    costYears: z.number().positive().max(50).default(5),
    /** Percentile taken over the samples that fall into one slot; 100 = the highest. */
    percentile: z.number().min(50).max(100).default(100),
    /** Growth of CPU, network and disk demand in percent over the planning horizon. */
    growthPercent: z.number().min(-100).max(10_000).default(0),
    /** Most of a host's CPU, network and disk that may be used, in any slot. */
    utilizationCeilingRatio: z.number().gt(0).max(1).default(0.8),
    /** Most of the memory left for partitions that may be given out. */
    memoryCeilingRatio: z.number().gt(0).max(1).default(0.95),
    /** Configured memory given out per MiB that is there; above 1 only where the platform can overcommit. */
    memoryOvercommitRatio: z.number().min(1).max(4).default(1),
    /** For workloads without a measured CPU series: virtual CPUs sized onto one core. */
    vcpusPerCore: z.number().min(0.1).max(64).default(4),
    /** Give a physical server as many virtual CPUs as its peak needs instead of as many as it had cores. */
    resizePhysical: z.boolean().default(true),
    includePoweredOff: z.boolean().default(false),
    /** Hosts kept free per target in use, so that this many may fail (N+k). */
    spareHosts: z.int().min(0).max(1000).default(0),
    /** So many of the hottest hosts are replayed at their hottest slot under the platform's own scheduler. */
    simulatedHosts: z.int().min(0).max(1000).default(3),
    /** Seconds of each replay. */
    simulatedSeconds: z.number().min(1).max(3600).default(10),
    ...MOVE_GOALS,
    /**
     * Work the search for fewer hosts may do, in seconds of the reference machine: counted, not timed, so that it ends at
     * the same place on every machine. 0 = construct only. The search ends sooner where it proves its plan best.
     */
    effortSeconds: z.number().min(0).max(MOST_EFFORT_SECONDS).default(2),
  })
  .meta({ id: "Goals" });
export type Goals = z.infer<typeof Goals>;

export const PlanRequest = z
  .strictObject({
    version: z.literal(REQUEST_VERSION).default(REQUEST_VERSION),
    name: z.string().max(200).default("plan"),
    workloads: z
      .array(Workload)
      .min(1, { error: "the estate is empty: at least one workload is needed" })
      .max(1_000_000),
    hosts: z.array(ExistingHost).max(200_000).default([]),
    series: z.array(Series).max(4_000_000).default([]),
    /** Host types beside the catalogue's; one with the same id wins. */
    hostTypes: z.array(HostType).max(1000).default([]),
    targets: z.array(Target).min(1, { error: "no target: name at least one platform@host-type" }).max(100),
    /** What must be licensed: products by their own rules, or a price per host that holds one of the workloads. */
    licences: z
      .array(z.union([Licence, ProductLicence]))
      .max(1000)
      .default([]),
    /** Prices of licensed products; they win over the price list of the data. */
    prices: z.array(ProductPrice).max(1000).default([]),
    rules: z.array(Rule).max(100_000).default([]),
    /** Named groups of hosts, racks and sites that rules speak of. */
    places: z.array(PlaceGroup).max(10_000).optional(),
    /** Where workloads stand today, for objective "moves"; left out = as their `runsOn` hosts match the targets. */
    current: z.array(CurrentPlace).max(1_000_000).optional(),
    goals: Goals.default(() => Goals.parse({})),
    facility: Facility.default({ cooling: "pue", pue: 1.56 }),
    /** Electricity price per kWh in the request's money; left out = no bill. */
    tariffPerKWh: Tariff.optional(),
    /** Prices of everything else; left out = those lines stay open. */
    money: Money.optional(),
    /** Carried through to the report. */
    findings: z.array(Finding).max(200_000).default([]),
    seed: z.int().min(0).max(0xffff_ffff).default(1),
  })
  .meta({ id: "PlanRequest" });
export type PlanRequest = z.infer<typeof PlanRequest>;
export type PlanRequestInput = z.input<typeof PlanRequest>;

/** Id of a target: "platform@host-type". Unique in a request. */
export const targetId = (target: { readonly platform: string; readonly hostType: string }): string =>
  `${target.platform}@${target.hostType}`;

/** Id of the n-th host (from 1) of a target: "platform@host-type/n". */
export const hostIdOf = (target: string, n: number): string => `${target}/${n}`;

/** The licences of a request that say their own price per host, core or socket. */
export const pricedLicences = (request: Pick<PlanRequest, "licences">): readonly Licence[] =>
  request.licences.filter((licence): licence is Licence => !("product" in licence));

/** The licences of a request that are counted by a product's rule. */
export const productLicences = (request: Pick<PlanRequest, "licences">): readonly ProductLicence[] =>
  request.licences.filter((licence): licence is ProductLicence => "product" in licence);
