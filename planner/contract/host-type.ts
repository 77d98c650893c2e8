/**
 * A host one can buy, or could in its year: what data/hosts holds and what users add as JSON. Every figure carries its
 * source; `power` is a published 11-point curve, or two ends, never a nameplate passed off as draw.
 */
import { z } from "zod";
import { ARCHITECTURES, CPU_FEATURES } from "#models/partitioning/index.ts";
import { AsOf, Currency } from "./money.ts";
import { sourced } from "./sourced.ts";
import { Name, Positive } from "./workload.ts";

const Watts = z.number().positive({ error: "watts must be above 0" }).max(1e6);

/** Percent of load between two points of a published curve. */
const LOAD_STEP = 10;
const loadText = (point: number) => (point === 0 ? "active idle" : `${point * LOAD_STEP} % load`);

/** Watts at active idle, 10 %, … 100 % load; each point that falls below the one before it is a problem of its own. */
const Curve = z
  .array(Watts)
  .length(11)
  .superRefine((watts, check) => {
    for (const [point, value] of watts.entries()) {
      const before = watts[point - 1] ?? value;
      if (value >= before) continue;
      const message = `the curve must not fall: ${value} W at ${loadText(point)}, ${before} W at ${loadText(point - 1)}`;
      check.addIssue({ code: "custom", path: [point], message });
    }
  });

export const HostPower = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("curve"), watts: sourced(Curve) }),
  z
    .strictObject({ kind: z.literal("two-ends"), idleW: sourced(Watts), maxW: sourced(Watts) })
    .superRefine(({ idleW, maxW }, check) => {
      if (maxW.value >= idleW.value) return;
      const message = `maxW must not be below idleW: ${maxW.value} W at full load, ${idleW.value} W idle`;
      check.addIssue({ code: "custom", path: ["maxW", "value"], message });
    }),
]);
export type HostPower = z.infer<typeof HostPower>;

export const HostBlock = z.strictObject({
  name: Name,
  count: z.int().positive().max(1024),
  cores: z.int().min(0).max(4096),
  memoryMiB: z.number().min(0).max(1e12),
  ioSlots: z.int().min(0).max(1024),
});

export const HostType = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/, {
      error: "must be 2 to 61 small letters, digits, dots and dashes, the first a letter or a digit",
    }),
    maker: Name,
    model: Name,
    /** Texts by which inventories name this machine (matched without case, as a whole or a part). */
    aliases: z.array(Name).max(20).default([]),
    year: z.int().min(1990).max(2040),
    architecture: z.enum(ARCHITECTURES),
    cpuVendor: z.string().max(40),
    cpuModel: Name,
    features: z.array(z.enum(CPU_FEATURES)).default([]),
    sockets: sourced(z.int().positive().max(1024)),
    coresPerSocket: sourced(z.int().positive().max(1024)),
    threadsPerCore: sourced(z.int().positive().max(16)),
    coreMhz: sourced(Positive),
    /** Memory as planned; `memoryMaxMiB` is the most the machine takes. */
    memoryMiB: sourced(Positive),
    memoryMaxMiB: sourced(Positive).optional(),
    /** Throughput of one core, in ssj_ops at 100 % load: comparable over makers and years. Absent = not known. */
    ratingPerCore: sourced(Positive).optional(),
    networkMbps: sourced(Positive).optional(),
    diskMBps: sourced(Positive).optional(),
    ioSlots: sourced(z.int().min(0).max(4096)).optional(),
    rackUnits: sourced(z.number().positive().max(200)).optional(),
    power: HostPower,
    /** Weight as planned, cabinets of its own included. */
    weightKg: sourced(Positive).optional(),
    /** Heat as its maker publishes it; plans reckon with `power`. */
    btuPerHour: sourced(Positive).optional(),
    /** Carbon of making and bringing one, kg CO2e. */
    embodiedKg: sourced(Positive).optional(),
    /** Price of one as planned; absent = not known. */
    price: sourced(Positive).extend({ currency: Currency, asOf: AsOf }).optional(),
    /** Hardware blocks that move as one (boards, cells); empty for machines that cannot be cut. */
    blocks: z.array(HostBlock).max(10).default([]),
    blocksSource: z.string().max(300).optional(),
    note: z.string().max(500).optional(),
  })
  .meta({ id: "HostType" });
export type HostType = z.infer<typeof HostType>;
