/**
 * SimulationRequest: one host, its platform, its guests and what they do, for so many seconds. Same request and seed, same
 * bytes. Strict: an unknown field is an error. The answer is in simulation-result.ts.
 */
import { z } from "zod";
import { Name, Positive } from "./workload.ts";

export const SIMULATION_VERSION = 1;

/** Longest run, and most guests, vCPUs and slots: a request is hostile until it is small. */
const MOST_SECONDS = 86_400;
const MOST_GUESTS = 2000;
const MOST_VCPUS = 1024;
const MOST_SLOTS = 100_000;
const MOST_EVENTS = 5e9;
const DEFAULT_EVENTS = 2e8;

const Count = z.int().min(1);
const Ratio = z.number().min(0).max(1);

/** The machine, by catalogue id or by its figures. */
const Machine = z.union([
  Name,
  z.strictObject({
    sockets: Count.max(1024),
    coresPerSocket: Count.max(1024),
    threadsPerCore: Count.max(16).default(1),
    coreMhz: Positive.max(100_000),
    memoryMiB: Positive,
    year: z.int().min(1990).max(2040).default(2005),
    /** Watts at active idle and at full load; left out = energy is not told. */
    idleW: Positive.optional(),
    maxW: Positive.optional(),
  }),
]);

/** How work comes to a guest; left out = the behaviour's own. */
const Load = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("saturated"), threads: Count.max(MOST_VCPUS) }),
  z.strictObject({ kind: z.literal("closed"), clients: Count.max(1e6), thinkMs: z.number().min(0).max(1e9) }),
  z.strictObject({ kind: z.literal("open"), perSecond: z.number().min(0).max(1e7) }),
  z.strictObject({
    kind: z.literal("trace"),
    slotSeconds: Positive.max(1e7),
    /** Share of the guest's vCPUs asked for, slot by slot without gaps. */
    cpuRatio: z.array(Ratio).min(1).max(MOST_SLOTS),
    /** The figures hold the platform's own cost already: no traps are added. */
    includesCosts: z.boolean().default(false),
  }),
]);

/** Figures of a behaviour that a user may set; the rest stays the behaviour's. */
const Tuning = z.strictObject({
  cpuPerRequestMs: Positive.max(1e7).optional(),
  diskOperationsPerRequest: z.number().min(0).max(1e6).optional(),
  diskBytesPerOperation: z.number().min(0).max(1e9).optional(),
  workingSetRatio: Ratio.optional(),
  /** Distinct pages of 4 KiB written per CPU-second: what a migration sends again. */
  dirtyPagesPerCpuSecond: z.number().min(0).max(1e8).optional(),
});

const GuestFields = {
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/, { error: "must be letters, digits, dots and dashes" }),
  /** So many alike, named id-1, id-2, … */
  count: Count.max(MOST_GUESTS).default(1),
  vcpus: Count.max(MOST_VCPUS).default(1),
  memoryMiB: Positive.max(1e9).default(512),
  /** Mode of the platform's guest table ("pv", "hvm"); left out = the first. */
  mode: z.string().max(40).optional(),
  /** The platform's scheduling terms for it, checked by the platform. */
  terms: z.record(z.string().max(60), z.unknown()).default({}),
  behaviour: z.string().max(40).default("batch"),
  load: Load.optional(),
  tuning: Tuning.default({}),
  /** The platform's service partition, instead of the one that would be added. */
  isService: z.boolean().default(false),
} as const;

/** A guest of a hypervisor that is a guest itself. */
const InnerGuest = z.strictObject(GuestFields);

export const SimulatedGuest = z.strictObject({
  ...GuestFields,
  /** Guests inside it, where the platform stands on another (z/VM in a logical partition). */
  guests: z.array(InnerGuest).min(1).max(MOST_GUESTS).optional(),
});
export type SimulatedGuest = z.infer<typeof SimulatedGuest>;

const AtSeconds = z.number().min(0).max(MOST_SECONDS);

const SimulatedEvent = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("migrate"),
    atSeconds: AtSeconds,
    guest: z.string().max(80),
    linkMbps: Positive.max(1e6).default(1000),
    /** One of the platform's rule sets for rate and stop; left out = its default. */
    rules: z.string().max(40).optional(),
  }),
  z.strictObject({
    kind: z.literal("hot-plug"),
    atSeconds: AtSeconds,
    guest: z.string().max(80),
    /** vCPUs from then on. */
    vcpus: Count.max(MOST_VCPUS),
  }),
]);

export const SimulationRequest = z
  .strictObject({
    version: z.literal(SIMULATION_VERSION).default(SIMULATION_VERSION),
    name: Name.default("simulation"),
    host: Machine,
    platform: Name,
    /** Settings of the platform's innermost layer, checked by its own schema. */
    settings: z.record(z.string().max(60), z.unknown()).default({}),
    /** Settings of the layer it stands on, for nests. */
    outerSettings: z.record(z.string().max(60), z.unknown()).default({}),
    /** One of the schedulers the platform offers; left out = its default. */
    scheduler: z.string().max(40).optional(),
    guests: z.array(SimulatedGuest).min(1).max(MOST_GUESTS),
    events: z.array(SimulatedEvent).max(1000).default([]),
    /** Kind of disk, and how many of them guests' I/O is spread over; left out = what machines of that year had. */
    disk: z.string().max(40).optional(),
    disks: Count.max(10_000).default(4),
    nic: z.string().max(40).optional(),
    durationSeconds: z.number().min(0.01).max(MOST_SECONDS).default(60),
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
    /** Most events; a run that needs more stops there and says so. */
    eventBudget: z.int().min(1000).max(MOST_EVENTS).default(DEFAULT_EVENTS),
    /** Window whose every turn on every CPU is shown. */
    gantt: z
      .strictObject({
        fromMs: z.number().min(0).max(1e9).default(0),
        lengthMs: z.number().min(0).max(60_000).default(300),
      })
      .default({ fromMs: 0, lengthMs: 300 }),
  })
  .meta({ id: "SimulationRequest" });
export type SimulationRequest = z.infer<typeof SimulationRequest>;
export type SimulationRequestInput = z.input<typeof SimulationRequest>;
