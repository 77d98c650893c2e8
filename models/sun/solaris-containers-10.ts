/**
 * Solaris Containers of Solaris 10 as of January 2006 (10 1/06): zones under one kernel, CPU by fair shares or by
 * processor sets of resource pools, memory capped softly by rcapd. There is no CPU cap, no hard memory cap and no way to
 * move a zone yet. Left out: network stacks, disk beyond the root file system's size.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type Platform,
  withCore,
} from "../partitioning/index.ts";
import { SOLARIS_CONTAINERS_DECK } from "./deck.ts";
import { fssShares, wholeCpus, zoneLayer } from "./zone-layer.ts";
import { unsupported } from "./unsupported.ts";
import { ZONE_10_CORE } from "./core.ts";
import { ZONE_COSTS } from "./core-costs.ts";

const FACTS = {
  kernels: fact(1, "kernel", seen("ZON-OI"), "for all zones: one panic or kernel patch takes them all"),
  "host.maxZones": fact(8191, "non-global zones", seen("ZON-OI"), "8192 with the global zone"),
  "mem.overhead": fact(40, "MiB", seen("ZON-1592"), "suggested, not required with enough swap"),
  "mem.softCap": fact("rcapd pages out above the cap", "", recalled("sure"), "soft: no guarantee"),
  "disk.sparseRoot": fact(100, "MB", seen("ZON-LTOP"), "packages come from the global zone, read-only"),
  "disk.wholeRoot": fact(4000, "MB", recalled("fairly"), "2.5 to 4 GB for a full Solaris 10; the upper end is used"),
  "cpu.overhead": fact(1, "%", recalled("fairly"), "below 1 %; the upper end is used"),
  "cpu.shares.min": fact(1, "shares", recalled("sure"), "zone.cpu-shares, relative among active zones of a pool"),
  "cpu.pool": fact("whole CPUs in a processor set, one set per pool", "", recalled("sure"), "CPU = hardware thread"),
  "cpu.cap": fact("none", "", seen("ZCFG"), "capped-cpu came with 10 5/08"),
  "global.memory": fact(1024, "MiB", assumed("planning default for kernel and global zone; nobody states a figure")),
  "global.cpu": fact(10, "% of one core", assumed("planning default for kernel and global zone")),
  "global.minCpus": fact(1, "CPUs", recalled("sure"), "the default processor set cannot be emptied"),
} as const;

export const Containers10Settings = z.strictObject({
  /** Sparse root shares the global zone's packages, whole root copies them. */
  root: z.enum(["sparse", "whole"]).default("sparse"),
  /** Fair shares, or a processor set of whole CPUs per zone. */
  cpu: z.enum(["fss", "pool"]).default("fss"),
  /** FSS shares given per virtual CPU asked for; only their ratio counts. */
  sharesPerVcpu: z.number().min(1).max(10_000).default(10),
});
export type Containers10Settings = z.infer<typeof Containers10Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "shared-kernel",
    families: ["solaris"],
    architectures: ["sparc", "x86-32", "x86-64"],
    versions: ["10", "5.10", "SunOS 5.10"],
    needsOneOf: [],
    source: seen("ZON-OI"),
    note: "Solaris 10 for the machine's own processors: there is one kernel",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    { kind: "grid", resource: "cpuShares", min: FACTS["cpu.shares.min"], step: FACTS["cpu.shares.min"] },
    { kind: "grid", resource: "poolCpus", min: FACTS["global.minCpus"], step: FACTS["global.minCpus"] },
  ],
  rules: [
    {
      id: "ZONE-1",
      severity: "refuse",
      text: "anything but Solaris 10 of the machine's own kind",
      source: seen("ZON-OI"),
    },
    { id: "ZONE-2", severity: "refuse", text: "an own kernel, patch level or kernel module", source: seen("ZON-OI") },
    { id: "ZONE-3", severity: "refuse", text: "more than 8191 non-global zones", source: seen("ZON-OI") },
    {
      id: "ZONE-4",
      severity: "refuse",
      text: "processor sets that leave less than one CPU to the global zone",
      source: recalled("sure"),
    },
    {
      id: "ZONE-5",
      severity: "refuse",
      text: "guaranteed memory together beyond the host; there are no hard caps yet, the plan itself keeps the sum",
      source: recalled("sure"),
    },
    { id: "ZONE-6", severity: "refuse", text: "live migration of a zone", source: recalled("fairly") },
    {
      id: "cpu.fssFloor",
      severity: "refuse",
      text: "guaranteed CPU of all zones together beyond the machine less the global zone",
      source: recalled("sure"),
    },
    {
      id: "machine.architecture",
      severity: "refuse",
      text: "a machine that Solaris 10 does not run on",
      source: seen("ZON-1592"),
    },
    {
      id: "mem.softCap",
      severity: "warn",
      text: "memory is capped softly: a cap is no guarantee",
      source: recalled("sure"),
    },
  ],
  operations: [
    { id: "op.shares", text: "shares, pools and caps change online", source: recalled("sure") },
    {
      id: "op.device",
      text: "a device node can be given to a zone; its driver stays in the one kernel",
      source: recalled("sure"),
    },
  ],
  migration: [],
  availability: [
    { id: "fault", text: "a kernel panic or a patch that needs a restart takes all zones", source: recalled("sure") },
    {
      id: "patch",
      text: "the kernel's patch level is common to all zones: one maintenance window",
      source: recalled("sure"),
    },
  ],
  licence: { value: "none: part of Solaris 10", source: recalled("fairly") },
  overheadFormula: { value: "40 MiB per zone", source: seen("ZON-1592") },
  deck: SOLARIS_CONTAINERS_DECK,
};

/** Said once per machine that holds zones: memory caps are soft. */
function softCap(specs: readonly PartitionSpec[]): readonly Misfit[] {
  if (specs.length === 0) return [];
  const told = { what: "hard-memory-cap", value: "rcapd", needs: "Solaris 10 8/07: capped swap and locked memory" };
  return [unsupported({ rule: "mem.softCap", source: FACTS["mem.softCap"].source }, told)];
}

const LAYER = withCore(
  zoneLayer<Containers10Settings>({
    id: "solaris-containers-10",
    facts: FACTS,
    settings: Containers10Settings,
    guests: GUESTS,
    description: DESCRIPTION,
    bindsCpus: (settings) => settings.cpu === "pool",
    lockedMiB: (spec) => spec.memoryReservedMiB,
    vendorSettings: (wants, site) => ({
      ...(site.settings.cpu === "pool"
        ? { poolCpus: wholeCpus(wants, site) }
        : { cpuShares: fssShares(wants, site.settings) }),
      rcapMaxRssMiB: wants.memoryMiB,
    }),
    moreCautions: (_site, specs) => softCap(specs),
  }),
  { ...ZONE_10_CORE, ...ZONE_COSTS },
);

export const SOLARIS_CONTAINERS_10: Platform = {
  id: "solaris-containers-10",
  title: "Solaris 10 Containers",
  maker: "Sun",
  generation: "Solaris 10 1/06, January 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
