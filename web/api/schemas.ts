/** Schemas of what the API answers beside the contract's own: jobs, problems, lists. Tests hold the answers to them. */
import { z } from "zod";
import { JOB_STATES, TASK_KINDS } from "#jobs/running/index.ts";
import { Workload } from "#planner/contract/index.ts";

const count = z.int().min(0);
const links = z.record(z.string(), z.string());
/** RFC 3339, UTC. */
export const TIME = z.iso.datetime();

/** One problem of the input, as the contract has it. */
export const INPUT_PROBLEM = z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() });

/** The body of every error. */
export const PROBLEM = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    requestId: z.string(),
    errors: z.array(INPUT_PROBLEM).optional(),
  })
  .meta({ id: "Problem" });

/** A job. */
export const JOB = z
  .strictObject({
    id: z.string(),
    kind: z.enum(TASK_KINDS),
    name: z.string(),
    state: z.enum(JOB_STATES),
    sequence: z.int().positive(),
    isFinishing: z.boolean().optional(),
    stage: z.enum(["sizing", "packing", "bounding", "simulating", "checking", "varying"]).optional(),
    progressRatio: z.number().min(0).max(1),
    hosts: count.optional(),
    bound: count.optional(),
    gapRatio: z.number().optional(),
    elapsedSeconds: z.number().min(0).optional(),
    history: z
      .array(z.strictObject({ seconds: z.number(), hosts: count.optional(), bound: count.optional() }))
      .optional(),
    problem: z
      .strictObject({
        type: z.string(),
        title: z.string(),
        detail: z.string(),
        errors: z.array(INPUT_PROBLEM).optional(),
      })
      .optional(),
    links,
  })
  .meta({ id: "Job" });

/** One page of plans. */
export const PLAN_LIST = z
  .strictObject({
    plans: z.array(
      z.strictObject({
        id: z.string(),
        createdAt: TIME,
        name: z.string(),
        status: z.enum(["optimal", "feasible", "infeasible"]),
        workloads: count,
        unplaced: count,
        hostsUsed: count,
        targets: z.array(z.string()),
        links,
      }),
    ),
    links: links.optional(),
  })
  .meta({ id: "PlanList" });

/** One page of simulations. */
export const SIMULATION_LIST = z
  .strictObject({
    simulations: z.array(
      z.strictObject({
        id: z.string(),
        createdAt: TIME,
        name: z.string(),
        end: z.enum(["finished", "event-budget", "stopped"]),
        platform: z.string(),
        host: z.string(),
        scheduler: z.string(),
        guests: count,
        simulatedSeconds: z.number(),
        busyRatio: z.number(),
        links,
      }),
    ),
    links: links.optional(),
  })
  .meta({ id: "SimulationList" });

/** One page of what-ifs. */
export const WHAT_IF_LIST = z
  .strictObject({
    whatIfs: z.array(
      z.strictObject({
        id: z.string(),
        createdAt: TIME,
        name: z.string(),
        variants: count,
        isComplete: z.boolean(),
        links,
      }),
    ),
    links: links.optional(),
  })
  .meta({ id: "WhatIfList" });

/** A figure of the world with its source. */
const FIGURE = z.strictObject({
  id: z.string(),
  value: z.unknown(),
  unit: z.string(),
  note: z.string().optional(),
  source: z.string(),
});

/** What guests' software can be told to do. */
export const BEHAVIOUR_LIST = z
  .strictObject({
    behaviours: z.array(z.strictObject({ id: z.string(), title: z.string(), figures: z.array(FIGURE) })),
  })
  .meta({ id: "BehaviourList" });

/** An inventory in figures. */
export const INVENTORY_SUMMARY = z
  .looseObject({
    id: z.string(),
    format: z.string(),
    files: z.array(z.string()),
    workloads: count,
    templates: count,
    poweredOff: count,
    vcpus: count,
    memoryMiB: z.number(),
    hosts: count,
    series: count,
    measured: count,
    byOs: z.array(z.strictObject({ what: z.string(), count })),
    findings: z.strictObject({ error: count, warning: count, info: count }),
    links,
  })
  .meta({ id: "InventorySummary" });

/** An inventory whose files are being read. */
export const INVENTORY_READING = z
  .strictObject({ id: z.string(), state: z.literal("reading"), links })
  .meta({ id: "InventoryReading" });

/** One page of an inventory's workloads, with what was measured of their CPU and the rules that name them. */
export const WORKLOAD_LIST = z
  .strictObject({
    /** All that the filter leaves, on all pages. */
    matching: count,
    workloads: z.array(
      Workload.extend({
        cpu: z.strictObject({ peakCores: z.number().min(0), meanCores: z.number().min(0) }).optional(),
        rules: z.array(z.string()),
      }).meta({ id: "ListedWorkload" }),
    ),
    links,
  })
  .meta({ id: "WorkloadList" });

/** Names of an inventory with the pseudonyms that stand for them. */
export const NAME_TABLE = z
  .strictObject({ names: z.array(z.strictObject({ kind: z.string(), name: z.string(), pseudonym: z.string() })) })
  .meta({ id: "NameTable" });

/** Platforms in one line each. */
export const PLATFORM_LIST = z
  .strictObject({
    platforms: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        maker: z.string(),
        generation: z.string(),
        year: z.int(),
        era: z.enum(["2006", "living"]),
        type: z.string(),
        technique: z.string(),
        nouns: z.string(),
        links,
      }),
    ),
  })
  .meta({ id: "PlatformList" });

/** What health checks answer. */
const PART = z.strictObject({ status: z.string(), why: z.string().optional() });
export const READY = PART.extend({ parts: z.record(z.string(), PART).optional() }).meta({ id: "Health" });
