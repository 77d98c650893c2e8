/**
 * What an estate consists of, as every request carries it: workloads, today's hosts, measured series, findings.
 * Units are in the field names; a figure that was not measured is absent, never 0.
 */
import { z } from "zod";
import { ARCHITECTURES, OS_FAMILIES, PARTITION_NEEDS } from "#models/partitioning/index.ts";

/** Names and ids: printable, no control characters, at most 200 characters. */
export const Name = z
  .string()
  .min(1)
  .max(200)
  // oxlint-disable-next-line no-control-regex
  .refine((s) => !/[\u0000-\u001f\u007f]/.test(s), { error: "must not contain control characters" });

/** A finite amount ≥ 0. */
export const Amount = z.number().min(0).max(1e15);
/** A finite amount > 0. */
export const Positive = z.number().positive().max(1e15);

export const Os = z.strictObject({
  family: z.enum(OS_FAMILIES),
  version: z.string().max(120).optional(),
  architecture: z.enum(ARCHITECTURES),
});

export const WORKLOAD_STATES = ["running", "powered-off", "suspended", "unknown"] as const;
export const WORKLOAD_ROLES = ["workload", "template", "placeholder"] as const;

export const Workload = z
  .strictObject({
    /** Unique in the inventory. */
    id: Name,
    name: Name,
    kind: z.enum(["virtual", "physical"]).default("virtual"),
    state: z.enum(WORKLOAD_STATES).default("running"),
    /** Templates and placeholders are kept for the record and never packed. */
    role: z.enum(WORKLOAD_ROLES).default("workload"),
    os: Os,
    /** Virtual CPUs, or cores of a physical server. */
    vcpus: z.int().positive().max(100_000),
    /** Configured memory. */
    memoryMiB: Positive,
    diskGiB: Amount.optional(),
    disks: z.int().min(0).max(10_000).default(1),
    nics: z.int().min(0).max(1_000).default(1),
    /** Id of the host in this inventory that it runs on today: gives the CPU rating of its measurements. */
    runsOn: Name.optional(),
    /** Where `runsOn` is absent: the catalogue host type, or the core clock, its CPU figures were measured on. */
    measuredOn: z.strictObject({ hostType: Name.optional(), coreMhz: Positive.optional() }).optional(),
    /** One moment, as an export saw it. Never a peak: only a floor under sizing by allocation. */
    snapshot: z
      .strictObject({
        cpuMhz: Amount.optional(),
        memoryActiveMiB: Amount.optional(),
        at: z.string().max(40).optional(),
      })
      .optional(),
    reservation: z.strictObject({ cpuMhz: Amount.optional(), memoryMiB: Amount.optional() }).optional(),
    needs: z.array(z.enum(PARTITION_NEEDS)).max(10).default([]),
    /** Yearly growth of this workload in percent; wins over the goals' figure. */
    growthPercent: z.number().min(-100).max(10_000).optional(),
    tags: z.record(z.string().max(100), z.string().max(300)).default({}),
  })
  .meta({ id: "Workload" });
export type Workload = z.infer<typeof Workload>;

/** A host that stands there today. Known types are matched to the catalogue by `hostType`. */
export const ExistingHost = z
  .strictObject({
    id: Name,
    name: Name,
    hostType: Name.optional(),
    model: z.string().max(200).optional(),
    cpuModel: z.string().max(200).optional(),
    sockets: z.int().positive().max(1024).optional(),
    cores: z.int().positive().max(100_000).optional(),
    coreMhz: Positive.optional(),
    memoryMiB: Positive.optional(),
    cluster: z.string().max(200).optional(),
  })
  .meta({ id: "ExistingHost" });
export type ExistingHost = z.infer<typeof ExistingHost>;

/** Metrics in canonical units. CPU is in cores of the host it was measured on. */
export const METRICS = ["cpuCores", "memoryMiB", "diskMBps", "networkMbps"] as const;
export type Metric = (typeof METRICS)[number];

export const Series = z
  .strictObject({
    workload: Name,
    metric: z.enum(METRICS),
    /** Start of the first slot, RFC 3339 in UTC. */
    start: z.iso.datetime({ offset: true }),
    slotMinutes: z.int().min(1).max(1440),
    /** One value per slot; null = not measured. */
    values: z.array(z.number().min(0).max(1e12).nullable()).min(1).max(200_000),
  })
  .meta({ id: "Series" });
export type Series = z.infer<typeof Series>;

export const FINDING_SEVERITIES = ["error", "warning", "info"] as const;

/** What an importer noticed, with the place in the file; nothing is dropped without one. */
export const Finding = z
  .strictObject({
    code: z.string().max(60),
    severity: z.enum(FINDING_SEVERITIES),
    file: z.string().max(300),
    tab: z.string().max(100).optional(),
    /** 1-based row of the sheet or line of the file. */
    row: z.int().positive().optional(),
    column: z.string().max(200).optional(),
    /** The raw cell, cut to 200 characters. */
    raw: z.string().max(200).optional(),
    /** What was expected, or the bound that was broken. */
    bound: z.string().max(200).optional(),
    /** Workload or host it speaks of. */
    subject: z.string().max(200).optional(),
  })
  .meta({ id: "Finding" });
export type Finding = z.infer<typeof Finding>;
