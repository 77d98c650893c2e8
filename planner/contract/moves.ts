/**
 * Re-planning: where everything stands today, what moves may cost, and what a plan says of its moves. Hosts are hosts of
 * the request's targets ("vsphere-8@r740/3"): today's and the plan's numbers mean the same machines.
 */
import { z } from "zod";
import { Amount, Name } from "./workload.ts";

/** Where one workload stands today. */
export const CurrentPlace = z.strictObject({ workload: Name, host: Name }).meta({ id: "CurrentPlace" });
export type CurrentPlace = z.infer<typeof CurrentPlace>;

/** Moves a host takes part in at a time, where the request does not say. */
export const DEFAULT_MOVES_PER_HOST = 4;

/** The goals of objective "moves"; each may be left out. */
export const MOVE_GOALS = {
  /**
   * What a move counts beside the memory it copies, in MiB: of plans on as many hosts the one whose moves count less wins.
   * Left out = 0, the memory alone; a very large one counts moves, whatever they copy.
   */
  movePrice: Amount.optional(),
  /** Most moves to save hosts by; what must move moves anyway. 0 = only that. Left out = as many as save hosts. */
  maxMoves: z.int().min(0).max(1_000_000).optional(),
  /** Moves that one host takes part in at a time, coming and going; 4, where left out. */
  movesPerHost: z.int().min(1).max(1000).optional(),
  /** Mbit/s that one host has for its moves; with it, waves have a length. */
  moveMbps: z.number().positive().max(1e9).optional(),
} as const;

/** A step of a wave: a move keeps the workload running; a stop and a later start are the way out when nothing else is. */
const MoveStep = z.strictObject({
  kind: z.enum(["move", "stop", "start"]),
  workload: z.string(),
  /** Host it leaves; absent for a start. */
  from: z.string().optional(),
  /** Host it arrives on; absent for a stop. */
  to: z.string().optional(),
});

/** What re-planning came to. */
export const PlanMoves = z.strictObject({
  today: z.strictObject({
    /** Hosts in use. */
    hosts: z.int().min(0),
    /** Workloads to plan that stand on none of them: to place them is no move. */
    newcomers: z.int().min(0),
  }),
  /** Every placed workload whose host differs from today's, by workload. */
  list: z.array(z.strictObject({ workload: z.string(), from: z.string(), to: z.string(), memoryMiB: z.number() })),
  /** In which order: the steps of a wave are under way together, and no host is over while both copies hold. */
  waves: z.array(
    z.strictObject({
      steps: z.array(MoveStep),
      /** Seconds to copy the memory over the busiest host; present when `moveMbps` was given. */
      seconds: z.number().optional(),
    }),
  ),
  /** Hosts in use against moves made: from what must move to the fewest hosts. Each point is to be had by `maxMoves`. */
  curve: z.array(
    z.strictObject({
      hosts: z.int().min(0),
      moves: z.int().min(0),
      /** Memory of the workloads moved. */
      memoryMiB: z.number(),
      /** Proved: no plan on so few hosts that leaves no more out has fewer moves. */
      leastMoves: z.int().min(0),
    }),
  ),
});
export type PlanMoves = z.infer<typeof PlanMoves>;
