/**
 * PlanResult: the answer, with its proof, its reasons and its sources. Ratios are 0–1, units in field names; per-slot
 * arrays all have `slots.count` entries.
 */
import { z } from "zod";
import { Draw } from "./draw.ts";
import { MisfitRecord } from "./misfit.ts";
import { PlanLicences, PlanMoney } from "./money.ts";
import { PlanMoves } from "./moves.ts";
import { PlanObjective } from "./objective.ts";
import { PlanSimulation } from "./replay.ts";
import { SCOPES } from "./place-group.ts";
import { PlanRoom } from "./room.ts";
import { PlanRequest, TIME_MODELS } from "./request.ts";

export const RESULT_VERSION = 1;

const Slots = z.strictObject({
  model: z.enum(TIME_MODELS),
  count: z.int().positive(),
  /** Length of one slot; for "peak" the whole period. */
  minutes: z.number().positive(),
  /** Start of slot 0 (RFC 3339, UTC) for "trace"; otherwise absent and slot 0 is midnight (of Monday for "week"). */
  start: z.string().optional(),
});
export type Slots = z.infer<typeof Slots>;

/** How the CPU demand of one workload came about. */
export const DEMAND_BASES = ["measured", "allocated", "snapshot-floor"] as const;
export type DemandBasis = (typeof DEMAND_BASES)[number];

export const PlacedPartition = z.strictObject({
  workload: z.string(),
  noun: z.string(),
  mode: z.string(),
  vcpus: z.number(),
  memoryMiB: z.number(),
  /** Memory taken from the host, overhead included. */
  memoryClaimMiB: z.number(),
  /** Peak CPU in cores of this host, growth and the technique's cost included. */
  peakCores: z.number(),
  basis: z.enum(DEMAND_BASES),
  blocks: z.record(z.string(), z.number()),
  settings: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
export type PlacedPartition = z.infer<typeof PlacedPartition>;

const Used = z.strictObject({ used: z.number(), of: z.number() });

export const PlanHost = z.strictObject({
  id: z.string(),
  target: z.string(),
  platform: z.string(),
  hostType: z.string(),
  role: z.enum(["used", "spare"]),
  partitions: z.array(PlacedPartition),
  /** Constant resources: what is claimed of what there is (the ceiling already taken off where one applies). */
  claims: z.record(z.string(), Used),
  /** Share of the whole host in use, per slot, partitions only. */
  cpuRatio: z.array(z.number()),
  networkRatio: z.array(z.number()).optional(),
  diskRatio: z.array(z.number()).optional(),
  drawW: z.array(z.number()),
});
export type PlanHost = z.infer<typeof PlanHost>;

const TargetReasons = z.strictObject({ target: z.string(), misfits: z.array(MisfitRecord) });

export const Unplaced = z.strictObject({
  workload: z.string(),
  /** All reasons, target by target. */
  reasons: z.array(TargetReasons),
  /** The target it came closest to, and what was missing there. */
  nearest: z.strictObject({ target: z.string(), misfit: MisfitRecord, distance: z.number() }).optional(),
  /**
   * The smallest set of rules that keep it out: with any one of them gone it could be placed. Proved, or as far as packing
   * could tell; absent where no rule is to blame, or where too much would have had to be tried.
   */
  conflict: z.strictObject({ rules: z.array(z.string()), isProved: z.boolean() }).optional(),
});
export type Unplaced = z.infer<typeof Unplaced>;

export const EXCLUDED_WHY = ["template", "placeholder", "powered-off"] as const;

const BOUND_KINDS = ["continuous", "pairwise", "count", "apart-rule", "rule", "separate", "columns", "none"] as const;

const proof = {
  hosts: z.int().min(0),
  kind: z.enum(BOUND_KINDS),
  /** Resource that binds, for the continuous and pairwise bounds. */
  resource: z.string().optional(),
  slot: z.int().min(0).optional(),
  rule: z.string().optional(),
};

/** What proves the lower bound. "separate": targets that can share no workload, each with its own bound; they add up. */
const Bound = z.strictObject({
  ...proof,
  parts: z.array(z.strictObject({ ...proof, targets: z.array(z.string()) })).optional(),
  /**
   * For "columns": what each workload is worth in hosts, left out where nothing. No host can hold workloads worth more
   * than 1, so their sum, less what scarce stock is worth, rounded up, is the bound. The verifier checks exactly that.
   */
  prices: z.record(z.string(), z.number()).optional(),
  /** For "columns": by target, what a host may hold beyond 1, because there are only so many. */
  stockPrices: z.record(z.string(), z.number()).optional(),
});
export type Bound = z.infer<typeof Bound>;

const UsedFact = z.strictObject({
  id: z.string(),
  value: z.union([z.number(), z.string(), z.boolean()]),
  unit: z.string(),
  source: z.string(),
  note: z.string().optional(),
});
export type UsedFact = z.infer<typeof UsedFact>;

export const TargetResult = z.strictObject({
  id: z.string(),
  platform: z.string(),
  platformTitle: z.string(),
  hostType: z.string(),
  hostTitle: z.string(),
  /** Why no workload can be placed there at all; empty = usable. */
  misfits: z.array(MisfitRecord),
  cautions: z.array(MisfitRecord),
  /** The vendor's word for a partition there. */
  noun: z.string(),
  nouns: z.string(),
  hostsUsed: z.int().min(0),
  hostsSpare: z.int().min(0),
  /** What one empty host offers to partitions. */
  supply: z.record(z.string(), z.number()),
  /** Cores and memory that partitions hold beyond what their workloads asked for, by rounding to grains and blocks. */
  roundedAway: z.strictObject({ cores: z.number(), memoryMiB: z.number() }),
});
export type TargetResult = z.infer<typeof TargetResult>;

/** One promise about losses, played: by the goals' spare hosts (no `rule`) or by a `survive` rule. */
const Failover = z.strictObject({
  rule: z.string().optional(),
  lose: z.enum(SCOPES),
  count: z.int(),
  /** Losses played; not complete = there are more, and the fullest ones were. */
  cases: z.int(),
  isComplete: z.boolean(),
  /** Everything restarts after every loss, but for what rules tie to the lost host where the goals alone ask. */
  holds: z.boolean(),
  /** The first losses that leave workloads without a place; `tied`: rules let them stand nowhere else. */
  strandings: z.array(
    z.strictObject({ lost: z.array(z.string()), workloads: z.array(z.string()), tied: z.array(z.string()) }),
  ),
});

/** A rule that the plan does not keep although everything may be placed: too few hosts in use for a min-hosts rule. */
const Unmet = z.strictObject({ rule: z.string(), kind: z.string(), hosts: z.array(z.string()) });

export const PlanResult = z
  .strictObject({
    version: z.literal(RESULT_VERSION),
    engine: z.string(),
    name: z.string(),
    seed: z.number(),
    /** SHA-256 of the canonical request. */
    inputHash: z.string(),
    /** optimal: everything placed, and no plan can be better in any of the objectives · feasible: everything placed · infeasible: something is not, or a rule is not kept. */
    status: z.enum(["optimal", "feasible", "infeasible"]),
    slots: Slots,
    summary: z.strictObject({
      workloads: z.int(),
      placed: z.int(),
      unplaced: z.int(),
      excluded: z.int(),
      hostsUsed: z.int(),
      hostsSpare: z.int(),
      /** Fewest hosts any plan could place these workloads on, spares not counted. */
      bound: Bound,
      /** (hostsUsed − bound) / bound; 0 when nothing is used. */
      gapRatio: z.number(),
      consolidationRatio: z.number(),
      /** The plan by its objectives; spares count in cost only. */
      objective: PlanObjective,
    }),
    /** How the search for fewer hosts went. */
    search: z.strictObject({
      /** proved: nothing better exists · effort: the effort was used up · stopped: by the clock or by somebody. */
      ended: z.enum(["proved", "effort", "stopped"]),
      /** What it was allowed, as asked. */
      effortSeconds: z.number(),
      packer: z.string(),
      /** Threads it was given, which the plan depends on; absent = one. */
      threads: z.int().min(1).optional(),
      /**
       * Where prices of hosts cannot say all of the objective, it was stated in several ways: each, and what the plan
       * packed for it came to by its first objective (or weighed sum). The best plan was kept.
       */
      candidates: z.array(z.strictObject({ name: z.string(), value: z.number() })).optional(),
    }),
    targets: z.array(TargetResult),
    hosts: z.array(PlanHost),
    unplaced: z.array(Unplaced),
    excluded: z.array(z.strictObject({ workload: z.string(), why: z.enum(EXCLUDED_WHY) })),
    /** Losses played, where spares or rules promise to survive them. */
    failover: z.array(Failover).optional(),
    /** Rules that no plan found could keep beside placing the workloads. */
    unmet: z.array(Unmet).optional(),
    /** What packing by profile saves against packing every workload at its own peak. */
    timeSharing: z.strictObject({
      resources: z.array(
        z.strictObject({
          resource: z.string(),
          unit: z.string(),
          sumOfPeaks: z.number(),
          peakOfSum: z.number(),
          peakSlot: z.int().min(0),
        }),
      ),
      hostsByPeaks: z.int(),
      unplacedByPeaks: z.int(),
      hostsByProfile: z.int(),
    }),
    energy: z.strictObject({
      method: z.enum(["pue", "cop"]),
      /** PUE, or coefficient of performance of the cooling. */
      factor: z.number(),
      /** The plan's hosts, spares included and switched on. */
      after: Draw,
      /** Today's hosts under the load their workloads were measured with; absent when the request names no hosts. */
      before: Draw.optional(),
      /** Today's hosts that must stay on because a workload on them is unplaced, under that load alone. */
      staying: Draw.optional(),
    }),
    /** Racks, feeds, cooling, floor. */
    room: PlanRoom.optional(),
    /** Licences by their rules; absent when the request names none. */
    licences: PlanLicences.optional(),
    /** Money over the years; absent when the request names no price. */
    money: PlanMoney.optional(),
    /** The hottest hosts at their hottest slot, replayed under the platform's own scheduler; absent when not asked for. */
    simulation: PlanSimulation.optional(),
    /** From today's placement to this one; present for objective "moves". */
    moves: PlanMoves.optional(),
    basis: z.strictObject({ measured: z.int(), allocated: z.int(), snapshotFloor: z.int() }),
    /** Every number of the world this plan used, with its source. */
    facts: z.array(UsedFact),
    /** Those of them that are recalled or assumed, and the planner's own assumptions. */
    assumptions: z.array(UsedFact),
  })
  .meta({ id: "PlanResult" });
export type PlanResult = z.infer<typeof PlanResult>;

/** A plan as it is written to a file, stored and verified: the question and the answer. */
export const PlanDocument = z.strictObject({ request: PlanRequest, result: PlanResult }).meta({ id: "PlanDocument" });
export type PlanDocument = z.infer<typeof PlanDocument>;
