/**
 * What a plan costs over the years of its goals (`costYears`), line by line. A line whose price nobody names stays open:
 * the total then says "without X", never 0; 0 is said as 0. All money of a request is in one currency.
 */
import { z } from "zod";
import { Amount, Name, Positive } from "./workload.ts";

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** A code of ISO 4217 in use; what is not even three capital letters is told so alone. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: "must be three capital letters, like USD", abort: true })
  .refine((code) => CURRENCIES.has(code), { error: "not a currency code of ISO 4217, like USD or EUR" });

/** Year, or year and month, of a price. */
export const AsOf = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, { error: "must be a year or a month, like 2006-09" });

export const Money = z
  .strictObject({
    currency: Currency.default("USD"),
    /** Rate per year by which later money counts less; lines are told undiscounted, too. */
    discountPercent: z.number().min(0).max(100).default(0),
    hardware: z
      .strictObject({
        /** Maker's support per year, in percent of the price. */
        supportPercent: z.number().min(0).max(100).optional(),
        /** What a host is still worth at the end, in percent of the price. */
        residualPercent: z.number().min(0).max(100).default(0),
      })
      .optional(),
    /** Any of these; each that is given is a line. */
    space: z
      .strictObject({
        perRackYear: Amount.optional(),
        perUnitYear: Amount.optional(),
        perM2Year: Amount.optional(),
        /** For the highest draw of IT. */
        perKWYear: Amount.optional(),
      })
      .optional(),
    /** Ports of switches and storage networks that every host needs. */
    ports: z
      .array(z.strictObject({ name: Name, perHost: z.int().min(0).max(1000), price: Amount }))
      .max(20)
      .optional(),
    admin: z.strictObject({ perHostYear: Amount.optional(), perWorkloadYear: Amount.optional() }).optional(),
    migration: z.strictObject({ hoursPerWorkload: Amount.max(10_000), perHour: Amount }).optional(),
    training: Amount.optional(),
    /** For every host of today that the plan no longer needs. */
    decommissionPerHost: Amount.optional(),
    /** Of today's hosts: what each costs per year beside electricity and space (support, leasing). */
    today: z.strictObject({ perHostYear: Amount.optional() }).optional(),
  })
  .meta({ id: "Money" });
export type Money = z.infer<typeof Money>;

/** Price of one unit of a licensed product: dated data that the user replaces. */
export const ProductPrice = z
  .strictObject({
    product: Name,
    price: Amount,
    currency: Currency,
    asOf: AsOf,
    /** True: due every year. False: once. */
    isYearly: z.boolean().default(false),
    /** Support or maintenance on top, per year, in percent of the price. */
    supportPercent: z.number().min(0).max(100).default(0),
    /** As in host types: "seen: KEY", "recalled: fairly", "assumed: why". */
    source: z.string().max(300),
    note: z.string().max(500).optional(),
  })
  .meta({ id: "ProductPrice" });
export type ProductPrice = z.infer<typeof ProductPrice>;

/**
 * A product that workloads are licensed for, counted by its own rule (docs/LICENCES.md). Which workloads: a list, or all
 * that match.
 */
export const ProductLicence = z
  .strictObject({
    id: Name,
    product: Name,
    workloads: z.array(Name).min(1).max(100_000).optional(),
    /** All of what is given must hold. */
    match: z
      .strictObject({
        os: Name.optional(),
        /** Text that the version of the system contains, any case. */
        osVersion: Name.optional(),
        /** Text that the name contains, any case. */
        name: Name.optional(),
        tags: z.record(z.string().max(100), z.string().max(200)).optional(),
      })
      .optional(),
    /** Options of the product's rule, checked by its own schema. */
    options: z.record(z.string().max(60), z.unknown()).default({}),
    /** Price of a unit in the request's money; left out = the price list's. */
    price: Positive.optional(),
    isYearly: z.boolean().optional(),
    /** Units owned already: only those above are bought. */
    held: Amount.default(0),
  })
  .refine(({ workloads, match }) => (workloads === undefined) !== (match === undefined), {
    error: "exactly one of workloads and match is needed",
  })
  .meta({ id: "ProductLicence" });
export type ProductLicence = z.infer<typeof ProductLicence>;

/** One line of a licence count: where, how many units, and why. */
const CountedLine = z.strictObject({ scope: z.string(), units: z.number(), why: z.string() });

/** A licence as the plan needs it. */
const CountedLicence = z.strictObject({
  id: z.string(),
  product: z.string(),
  title: z.string(),
  /** What is counted: "core", "2-core pack", "PVU", "host". */
  unit: z.string(),
  units: z.number(),
  lines: z.array(CountedLine),
  /** The rule in one sentence, and where it was read. */
  rule: z.string(),
  source: z.string(),
  price: z
    .strictObject({
      each: z.number(),
      currency: z.string(),
      asOf: z.string(),
      isYearly: z.boolean(),
      source: z.string(),
    })
    .optional(),
  /** Units to buy: above those held. */
  toBuy: z.number(),
  /** Money once and per year; absent = the price is not known. */
  once: z.number().optional(),
  perYear: z.number().optional(),
});
export type CountedLicence = z.infer<typeof CountedLicence>;

/** Licences of the plan and, where they are known, of today's hosts (of these only what is due every year costs). */
export const PlanLicences = z.strictObject({
  after: z.array(CountedLicence),
  before: z.array(CountedLicence).optional(),
});
export type PlanLicences = z.infer<typeof PlanLicences>;

export const COST_KINDS = [
  "hardware",
  "hardware-support",
  "electricity",
  "space",
  "licences",
  "ports",
  "admin",
  "migration",
  "training",
  "decommission",
  "today",
] as const;
export type CostKind = (typeof COST_KINDS)[number];

const CostLine = z.strictObject({
  kind: z.enum(COST_KINDS),
  /** What exactly: a target, a licence, a kind of port; "" where the kind says it all. */
  what: z.string(),
  once: z.number(),
  perYear: z.number(),
  /** Over all years, what the hardware is still worth at the end taken off. */
  total: z.number(),
  /** The same in today's money. */
  discounted: z.number(),
});
export type CostLine = z.infer<typeof CostLine>;

const CostSide = z.strictObject({
  lines: z.array(CostLine),
  total: z.number(),
  discounted: z.number(),
  /** Lines that stay open because nobody named a price: what is missing, in words. */
  without: z.array(z.string()),
});
export type CostSide = z.infer<typeof CostSide>;

/** The money of a plan over the years. */
export const PlanMoney = z.strictObject({
  currency: z.string(),
  years: z.number(),
  discountPercent: z.number(),
  after: CostSide,
  /** Today's estate, left as it is for as long; absent when the request names no hosts. */
  before: CostSide.optional(),
  /** From today to the plan, kind by kind, of the discounted totals; absent without `before`. */
  waterfall: z
    .array(
      z.strictObject({
        step: z.union([z.enum(COST_KINDS), z.enum(["today-total", "plan-total"])]),
        amount: z.number(),
      }),
    )
    .optional(),
});
export type PlanMoney = z.infer<typeof PlanMoney>;
