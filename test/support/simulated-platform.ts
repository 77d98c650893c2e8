/**
 * A platform for tests of the doors of host simulation: a layer of the catalogue, driven in the event core by plain round
 * robin with hypercalls, split drivers, static or ballooned memory and a move that can be watched. Its terms are one
 * weight that is checked and not used, so that every door can be shown a value out of its range.
 */
import { z } from "zod";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { assumed, fact } from "#models/fact.ts";
import { roundRobin } from "#models/hypervisor/cpu/index.ts";
import { SPLIT_FLIP } from "#models/hypervisor/io/index.ts";
import { TAXED_MEMORY } from "#models/hypervisor/memory/index.ts";
import { MBIT_PER_CPU_SECOND, type MigrationRules } from "#models/hypervisor/migration/index.ts";
import { HYPERCALL, SWITCH_2003 } from "#models/hypervisor/traps/index.ts";
import type { CoreModel, Platform, SchedulerChoice } from "#models/partitioning/index.ts";
import type { PlanContext } from "#planner";
import { layerOf } from "./site.ts";

const MADE_UP = assumed("a test");
const MS = 1e6;

const turns = (name: string, turnMs: number): SchedulerChoice => ({
  name,
  kit: () => roundRobin(turnMs * MS),
  terms: z.strictObject({ weight: z.int().min(1).max(65_535).default(256) }),
  termsOf: () => ({}),
});

/** Limits that climb by 50 Mbit/s a round until the guest is outrun or 29 rounds are over. */
const RULES: MigrationRules = {
  name: "test-rounds",
  rate: {
    kind: "raise-when-outrun",
    minimumMbitS: fact(100, "Mbit/s", MADE_UP),
    stepMbitS: fact(50, "Mbit/s", MADE_UP),
    maximumMbitS: fact(500, "Mbit/s", MADE_UP),
    bitsPerMbit: fact(1e6, "bit", MADE_UP),
    keepsUnused: fact(false, "", MADE_UP),
  },
  stops: [
    { kind: "few-pages-left", fewerThan: fact(50, "pages", MADE_UP) },
    { kind: "rounds", atMost: fact(29, "rounds", MADE_UP) },
  ],
};

const CORE: CoreModel = {
  unit: "thread",
  schedulers: [turns("turns", 10), turns("long-turns", 30)],
  costs: {
    traps: () => HYPERCALL,
    switching: SWITCH_2003,
    io: () => SPLIT_FLIP,
    memory: TAXED_MEMORY,
    pageWaitNs: fact(5 * MS, "ns", MADE_UP),
  },
  service: {
    name: "dom0",
    vcpus: { value: 1, source: MADE_UP },
    terms: { weight: 256 },
  },
  migration: {
    rules: RULES,
    mbitPerCpuSecond: MBIT_PER_CPU_SECOND,
    atMhz: fact(2400, "MHz", MADE_UP),
    suspendNs: fact(30 * MS, "ns", MADE_UP),
    resumeNs: fact(30 * MS, "ns", MADE_UP),
    trackingRatio: fact(0.02, "of its speed", MADE_UP),
  },
};

/** The platform; its id is of no real one. */
export const SIMULATED_PLATFORM: Platform = {
  id: "test-turns",
  title: "Turns for tests",
  maker: "Tests",
  generation: "Turns, 2006",
  year: 2006,
  era: "2006",
  layers: [{ ...layerOf("xen-3.0.4"), id: "test-turns", core: CORE }],
};

/** The product's catalogue and the platform above. */
export const SIMULATION_CONTEXT: PlanContext = {
  hostTypes: HOST_TYPES,
  platforms: [...PLATFORMS, SIMULATED_PLATFORM],
};

/** A host of four guests for a second, as any door takes it. */
export const SMALL_HOST = {
  name: "small host",
  platform: SIMULATED_PLATFORM.id,
  host: "hp-dl585-g1",
  guests: [
    { id: "web", count: 3, memoryMiB: 256, behaviour: "web", terms: { weight: 512 } },
    { id: "batch", vcpus: 2, memoryMiB: 1024 },
  ],
  durationSeconds: 1,
};
