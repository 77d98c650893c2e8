/**
 * What can be done to an inventory, as data: the pages' forms and programs say the same things. An edit never changes an
 * inventory, it makes another one, and each leaves a note there of what it did.
 */
import { z } from "zod";
import { Amount, METRICS, Name, Os, PlaceGroup, Positive, Rule, Workload } from "#planner/contract/index.ts";
import { WorkloadFilter } from "../select.ts";

/** Workloads by id, or all that a filter leaves; the empty filter is all of them. */
export const Which = z
  .union([z.strictObject({ ids: z.array(Name).min(1).max(100_000) }), z.strictObject({ filter: WorkloadFilter })])
  .meta({ id: "Which" });
export type Which = z.infer<typeof Which>;

/** Percent of change: above −100, so that something is left. */
const Percent = z.number().gt(-100).max(10_000);

/** Fields to set, the others stay; null takes one away. */
export const WorkloadFields = z
  .strictObject({
    name: Name.optional(),
    kind: Workload.shape.kind.unwrap().optional(),
    state: Workload.shape.state.unwrap().optional(),
    role: Workload.shape.role.unwrap().optional(),
    os: Os.partial().extend({ version: Os.shape.version.nullable() }).optional(),
    vcpus: Workload.shape.vcpus.optional(),
    memoryMiB: Positive.optional(),
    diskGiB: Amount.nullable().optional(),
    disks: Workload.shape.disks.unwrap().optional(),
    nics: Workload.shape.nics.unwrap().optional(),
    /** Id of a host of the inventory. */
    runsOn: Name.nullable().optional(),
    measuredOn: Workload.shape.measuredOn.unwrap().nullable().optional(),
    reservation: Workload.shape.reservation.unwrap().nullable().optional(),
    needs: Workload.shape.needs.unwrap().optional(),
    growthPercent: Workload.shape.growthPercent.unwrap().nullable().optional(),
  })
  .meta({ id: "WorkloadFields" });
export type WorkloadFields = z.infer<typeof WorkloadFields>;

const TagKey = z.string().min(1).max(100);
const kind = <K extends string>(name: K) => ({ kind: z.literal(name) });

export const Edit = z
  .discriminatedUnion("kind", [
    /** Take workloads out, with their measurements, and out of the rules that name them. */
    z.strictObject({ ...kind("remove"), which: Which }),
    /**
     * Make them larger: what was measured and what is configured. CPU grows in the measured series; where there is none,
     * the virtual CPUs do, rounded up.
     */
    z.strictObject({
      ...kind("grow"),
      which: Which,
      cpuPercent: Percent.optional(),
      memoryPercent: Percent.optional(),
      diskPercent: Percent.optional(),
      networkPercent: Percent.optional(),
    }),
    z.strictObject({ ...kind("set"), which: Which, fields: WorkloadFields }),
    /** Set tags and take others away by their keys. */
    z.strictObject({
      ...kind("tag"),
      which: Which,
      set: z.record(TagKey, z.string().max(300)).optional(),
      clear: z.array(TagKey).max(1000).optional(),
    }),
    /** Scale a measured series so that its highest slot is this: cores, MiB, MB/s or Mbit/s. */
    z.strictObject({ ...kind("peak"), which: Which, metric: z.enum(METRICS), peak: Positive.max(1e12) }),
    /** Do without what was measured: the workload is planned by what is configured. Left out = every metric. */
    z.strictObject({ ...kind("unmeasure"), which: Which, metrics: z.array(z.enum(METRICS)).min(1).max(4).optional() }),
    /** One workload more; its id must be free. */
    z.strictObject({ ...kind("add"), workload: Workload }),
    /** Rules, and named places that they speak of, beside those there are. */
    z.strictObject({
      ...kind("add-rules"),
      rules: z.array(Rule).max(100_000).optional(),
      places: z.array(PlaceGroup).max(10_000).optional(),
    }),
    /** Rules and named places away, by their ids. */
    z.strictObject({
      ...kind("remove-rules"),
      ids: z.array(Name).max(100_000).optional(),
      places: z.array(Name).max(10_000).optional(),
    }),
    /** The findings of one code are dealt with: they go, a note stays. */
    z.strictObject({ ...kind("settle"), code: z.string().min(1).max(60) }),
  ])
  .meta({ id: "InventoryEdit" });
export type Edit = z.infer<typeof Edit>;
export type EditOf<K extends Edit["kind"]> = Extract<Edit, { readonly kind: K }>;

/** Several, carried out in their order, all or none. */
export const Edits = z.array(Edit).min(1).max(1000);
