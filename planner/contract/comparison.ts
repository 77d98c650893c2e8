/**
 * Plans side by side: figures in groups, each against the first plan; what must be known before they are compared; the
 * workloads that are treated differently. What cannot be compared has no difference, and is never summed.
 */
import { z } from "zod";

/** Most plans that stand side by side. */
export const MOST_COMPARED = 6;

/** Groups of figures, in the order in which they are read. */
export const COMPARED_GROUPS = ["question", "answer", "energy", "room", "licences", "money", "moves"] as const;
export type ComparedGroup = (typeof COMPARED_GROUPS)[number];

/**
 * Against the first plan. same · better · worse · differs: neither is better as such · unknown: one of the two does not
 * know the figure · not-comparable: the figures are of different things (see notes).
 */
export const VERDICTS = ["same", "better", "worse", "differs", "unknown", "not-comparable"] as const;
export type ComparedVerdict = (typeof VERDICTS)[number];

const Difference = z.strictObject({
  /** This plan's figure less the first plan's; null where that is no number. */
  absolute: z.number().nullable(),
  /** The same as a share of the first plan's figure; null where that is 0 or no number. */
  ratio: z.number().nullable(),
  verdict: z.enum(VERDICTS),
});
export type ComparedDifference = z.infer<typeof Difference>;

const Row = z.strictObject({
  group: z.enum(COMPARED_GROUPS),
  /** Stable name of the figure. */
  figure: z.string(),
  label: z.string(),
  /** "W", "kWh/year" …; "ratio": 0–1; "money": of the plan's own currency; "" = a count or a text. */
  unit: z.string(),
  /** One per plan; null = the plan does not know it. */
  values: z.array(z.union([z.number(), z.string()]).nullable()),
  /** One per plan after the first. */
  differences: z.array(Difference),
});
export type ComparedRow = z.infer<typeof Row>;

/** What is different about the plans themselves. */
export const COMPARISON_NOTES = [
  "estate",
  "described",
  "placed",
  "currency",
  "years",
  "discount",
  "open-costs",
] as const;

const Note = z.strictObject({
  /**
   * estate: the workloads are not the same · described: the same workloads, of which something else is known · placed: another number of them is placed, so hosts, draw and money are for
   * more or fewer · currency, years, discount, open-costs: why totals of money cannot be compared.
   */
  code: z.enum(COMPARISON_NOTES),
  /** Index of the plan that differs from the first, from 1. */
  plan: z.int().min(1),
  first: z.string(),
  other: z.string(),
});
export type ComparisonNote = z.infer<typeof Note>;

/** Where a workload is in one plan. */
const Place = z.strictObject({
  state: z.enum(["placed", "unplaced", "left-out", "absent"]),
  target: z.string().optional(),
  host: z.string().optional(),
});
export type ComparedPlace = z.infer<typeof Place>;

/**
 * Against the first plan. placed, unplaced, left-out: it is now · gone, new: it is in one of the estates only · target,
 * host: it is placed in both, on another target or with other company.
 */
export const PLACE_CHANGES = ["same", "placed", "unplaced", "left-out", "gone", "new", "target", "host"] as const;
export type PlaceChange = (typeof PLACE_CHANGES)[number];

const WorkloadChange = z.strictObject({
  workload: z.string(),
  name: z.string(),
  /** One per plan. */
  places: z.array(Place),
  /** One per plan after the first. */
  changes: z.array(z.enum(PLACE_CHANGES)),
});
export type WorkloadChange = z.infer<typeof WorkloadChange>;

/** A plan as a comparison names it. */
export const ComparedHead = z.strictObject({
  id: z.string(),
  name: z.string(),
  inputHash: z.string(),
  currency: z.string().optional(),
  years: z.number().optional(),
});

export const Comparison = z
  .strictObject({
    version: z.literal(1),
    /** In the order asked; every difference is against the first. */
    plans: z.array(ComparedHead).min(2).max(MOST_COMPARED),
    notes: z.array(Note),
    rows: z.array(Row),
    /** Those that differ, in the order of the estates. Hosts of a target are matched by what they carry, not by number. */
    workloads: z.array(WorkloadChange),
  })
  .meta({ id: "Comparison" });
export type Comparison = z.infer<typeof Comparison>;
