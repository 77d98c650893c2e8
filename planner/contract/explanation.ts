/** Why a workload is where it is, or nowhere, as data: what explain() answers, every door alike. */
import { z } from "zod";
import { MisfitRecord } from "./misfit.ts";
import { EXCLUDED_WHY, PlacedPartition, Unplaced } from "./result.ts";

const count = z.int().min(0);

/** One question put to the hosts that all questions before it have left. */
export const FunnelStep = z.strictObject({
  /** hosts: all in use · platform: it would take the workload on an empty host · a rule · a resource beside what is there. */
  step: z.enum(["hosts", "platform", "rule", "resource"]),
  /** Id of the rule, name of the resource ("memoryMiB", "cpuCores"); "" otherwise. */
  name: z.string(),
  /** Hosts still in question after it. */
  left: count,
});
export type FunnelStep = z.infer<typeof FunnelStep>;

/** The funnel of one target; all funnels of an explanation have the same steps. */
export const Funnel = z.strictObject({
  target: z.string(),
  steps: z.array(FunnelStep),
  /** Why the target refuses the workload even on an empty host. */
  misfits: z.array(MisfitRecord),
});
export type Funnel = z.infer<typeof Funnel>;

/** A rule that forbids hosts as they stand, whatever else speaks for them. */
const Forbidding = z.strictObject({
  rule: z.string(),
  kind: z.string(),
  /** Hosts in use, of targets whose platform takes the workload, that it forbids. */
  hosts: count,
  /** Workloads it is at odds with there: the first few. */
  with: z.array(z.string()),
});

/** What hosts of one target have left of a resource, this workload not counted. */
const Room = z.strictObject({
  target: z.string(),
  resource: z.string(),
  /** What the workload asks there; CPU and rates at its peak. */
  asks: z.number(),
  /** Most that is left on one host, at the busiest slot, and that host. */
  most: z.number(),
  host: z.string(),
  /** Least that is left on one host. */
  least: z.number(),
  /** Left on all hosts of the target together. */
  inAll: z.number(),
  hosts: count,
});

/** The host that comes closest among those that cannot take the workload. */
const NearMiss = z.strictObject({
  host: z.string(),
  /** All that is missing there. */
  misfits: z.array(MisfitRecord),
  /** The largest shortfall as a share of what there is; refusals in kind count as 1 and more. */
  distance: z.number(),
});

const about = {
  workload: z.string(),
  /** All targets together. */
  funnel: z.array(FunnelStep),
  funnels: z.array(Funnel),
  /** Rules that forbid hosts now, the most forbidding first. */
  forbidding: z.array(Forbidding),
  room: z.array(Room),
  nearest: NearMiss.optional(),
};

export const Explanation = z
  .discriminatedUnion("state", [
    z.strictObject({
      ...about,
      state: z.literal("placed"),
      host: z.string(),
      partition: PlacedPartition,
      /** Other hosts that would take it as they stand. */
      alsoFits: z.array(z.string()),
    }),
    z.strictObject({ ...about, state: z.literal("unplaced"), unplaced: Unplaced }),
    z.strictObject({ ...about, state: z.literal("excluded"), why: z.enum(EXCLUDED_WHY) }),
  ])
  .meta({ id: "Explanation" });
export type Explanation = z.infer<typeof Explanation>;
