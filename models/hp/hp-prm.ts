/**
 * HP Process Resource Manager: resource partitions within one HP-UX under one kernel. A group has CPU shares of the fair
 * share scheduler (a floor under full load, a ceiling where caps are on) or whole cores of a processor set, a share of
 * memory and of disk bandwidth. Left out: nested groups, security compartments, disk bandwidth, gWLM's moves.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type Platform,
  type Site,
  sharedLayer,
  withCore,
  hardIfCapped,
} from "../partitioning/index.ts";
import { PRM_DECK } from "./deck.ts";
import { HP_UX, type HpUxRelease, releaseOutside } from "./hp-ux-release.ts";
import { ruleOf } from "./npar-layer.ts";
import { foreignGuest, unsupported } from "./refusal.ts";
import { HP_PRM_CORE } from "./core.ts";
import { HP_PRM_COSTS } from "./core-costs.ts";

const FACTS = {
  kernels: fact(1, "kernel", recalled("sure"), "for all groups and security compartments"),
  "group.kinds": fact("FSS (shares) or PSET (whole cores)", "", seen("PRM-34, PRM-WEB")),
  "cpu.shares.min": fact(1, "shares", seen("PRM-37, PRM-44"), "whole; percent = share of the sum; a floor, no ceiling"),
  "cpu.capAll": fact("CPUCAPON makes every share a ceiling", "", seen("PRM-37, PRM-44")),
  "cpu.capEach": fact(
    "MAX percent from a group's own share to 100",
    "",
    seen("PRM-108"),
    "from 11i v3; need not add up",
  ),
  "host.maxGroups.old": fact(62, "groups", seen("PRM-106"), "ids 0 to 63; 0 is the system's, 1 the others'"),
  "host.maxGroups": fact(254, "groups", seen("PRM-106"), "ids 0 to 255 from 11i v2 update 2"),
  "group.depth": fact(25, "levels", seen("PRM-106"), "FSS groups only"),
  "group.nameLength": fact(49, "characters", seen("PRM-106")),
  "pset.keptCores": fact(1, "cores", seen("PRM-108, PRM-20"), "core 0 is never in a set; FSS shares what is left"),
  "pset.disk": fact("disk traffic of sets counts for the system's group", "", seen("PRM-108, PRM-20")),
  "mem.private": fact("share, optional cap, optional isolation", "", seen("PRM-20")),
  "mem.shared": fact("a floor in MB", "", seen("PRM-20")),
  "mem.overhead": fact(0, "MiB", assumed("a group is a record in the kernel; nobody states a figure")),
  "disk.share": fact("bandwidth shares on LVM and VxVM volumes, FSS groups only", "", seen("PRM-20")),
  "cpu.overhead": fact(1, "%", assumed("planning default for the scheduler's accounting; nobody states a figure")),
  "svc.memory": fact(1024, "MiB", assumed("planning default for kernel and system group; nobody states a figure")),
  "svc.cpu": fact(10, "% of one core", assumed("planning default for the system's group")),
  ...hardIfCapped({ settings: "psetCores cores, maxPercent percent" }),
} as const;

/** The HP-UX that all groups share. */
const HOSTS = ["11i v1", "11i v2", "11i v2 update 2", "11i v3"] as const;

const RELEASES: Readonly<Record<(typeof HOSTS)[number], HpUxRelease>> = {
  "11i v1": HP_UX.v1,
  "11i v2": HP_UX.v2,
  "11i v2 update 2": HP_UX.v2,
  "11i v3": HP_UX.v3,
};

export const PrmSettings = z.strictObject({
  /** Release of the one HP-UX. */
  hpux: z.enum(HOSTS).default("11i v2 update 2"),
  /** Groups by shares, or each with whole cores of its own. */
  groups: z.enum(["fss", "pset"]).default("fss"),
  /** No ceiling, shares as ceilings (CPUCAPON), or a ceiling for each group (MAX, from 11i v3). */
  cap: z.enum(["none", "all", "each"]).default("none"),
  /** Shares given per virtual CPU asked for; only their ratio counts. */
  sharesPerVcpu: z.number().min(1).max(10_000).default(10),
});
export type PrmSettings = z.infer<typeof PrmSettings>;

const PERCENT = 100;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "shared-kernel",
    families: ["hp-ux"],
    architectures: ["pa-risc", "ia64"],
    needsOneOf: [],
    source: seen("WNG55-12, PRM-20"),
    note: "the release and the processors of the one HP-UX",
  },
];

const DESCRIPTION: LayerDescription = {
  facts: FACTS,
  limits: [],
  guests: GUESTS,
  grains: [
    { kind: "grid", resource: "cpuShares", min: FACTS["cpu.shares.min"], step: FACTS["cpu.shares.min"] },
    { kind: "grid", resource: "psetCores", min: FACTS["pset.keptCores"], step: FACTS["pset.keptCores"] },
  ],
  rules: [
    {
      id: "PRM-1",
      severity: "refuse",
      text: "anything but the one HP-UX: another system, release or processor",
      source: seen("WNG55-12, PRM-20"),
    },
    { id: "PRM-2", severity: "refuse", text: "an own kernel or kernel module", source: recalled("sure") },
    {
      id: "PRM-3",
      severity: "refuse",
      text: "more groups than ids: 62, or 254 from 11i v2 update 2",
      source: seen("PRM-106"),
    },
    {
      id: "PRM-4",
      severity: "refuse",
      text: "processor sets that leave no core beside them",
      source: seen("PRM-108, PRM-20"),
    },
    {
      id: "PRM-5",
      severity: "refuse",
      text: "guaranteed CPU of all groups beyond the machine less the system's",
      source: seen("PRM-37, PRM-44"),
    },
    { id: "PRM-6", severity: "refuse", text: "live migration of a group", source: recalled("sure") },
    {
      id: "PRM-7",
      severity: "refuse",
      text: "a ceiling for each group before 11i v3, or beside processor sets",
      source: seen("PRM-108"),
    },
    {
      id: "machine.architecture",
      severity: "refuse",
      text: "a machine that HP-UX does not run on",
      source: recalled("sure"),
    },
    {
      id: "pset.disk",
      severity: "warn",
      text: "disk traffic of processor sets counts for the system's group",
      source: seen("PRM-108, PRM-20"),
    },
    {
      id: "cap.none",
      severity: "warn",
      text: "groups without ceilings: a share is a floor only",
      source: seen("PRM-37, PRM-44"),
    },
  ],
  operations: [{ id: "op.all", text: "shares, caps and sets change online", source: recalled("sure") }],
  migration: [],
  availability: [
    {
      id: "fault",
      text: "one kernel: a panic or a patch that needs a restart takes all groups",
      source: recalled("sure"),
    },
    {
      id: "srp",
      text: "a security compartment around a group (11i v2 on) keeps processes apart, not faults",
      source: seen("PRM-WEB"),
    },
  ],
  licence: { value: "per operating system, part of larger operating environments", source: recalled("fairly") },
  overheadFormula: { value: "0 MiB per group", source: FACTS["mem.overhead"].source },
  deck: PRM_DECK,
};

const rule = (id: string) => ruleOf(DESCRIPTION, id);

function maxGroups({ settings }: Site<PrmSettings>): number {
  const isOld = settings.hpux === "11i v1" || settings.hpux === "11i v2";
  return isOld ? FACTS["host.maxGroups.old"].value : FACTS["host.maxGroups"].value;
}

const system = () => ({ memoryMiB: FACTS["svc.memory"].value, cores: FACTS["svc.cpu"].value / PERCENT });
const psetCores = (wants: { readonly peakCores: number }) => Math.max(1, Math.ceil(wants.peakCores));

function machineMisfits({ machine, settings }: Site<PrmSettings>): readonly Misfit[] {
  const hasHpux = machine.architecture === "pa-risc" || machine.architecture === "ia64";
  const foreign = { what: "machine-architecture", value: machine.architecture, needs: "pa-risc or ia64" };
  const capped = {
    what: "cap-for-each-group",
    value: `${settings.groups} groups of ${settings.hpux}`,
    needs: "FSS groups of 11i v3",
  };
  const canCap = settings.cap !== "each" || (settings.hpux === "11i v3" && settings.groups === "fss");
  const old = { what: "host-os", value: settings.hpux, needs: "11i v2 or later on Itanium" };
  const isEarly = machine.architecture === "ia64" && settings.hpux === "11i v1";
  return [
    ...(hasHpux ? [] : [unsupported(rule("machine.architecture"), foreign)]),
    ...(isEarly ? [unsupported(rule("machine.architecture"), old)] : []),
    ...(canCap ? [] : [unsupported(rule("PRM-7"), capped)]),
  ];
}

function groupSettings(wants: PartitionWants, { settings, machine }: Site<PrmSettings>) {
  if (settings.groups === "pset") return { kind: "PSET", psetCores: psetCores(wants) };
  const cpuShares = Math.max(1, Math.round(wants.vcpus * settings.sharesPerVcpu));
  const maxPercent = Math.min(PERCENT, Math.max(1, Math.ceil((wants.peakCores / machine.cores) * PERCENT)));
  return { kind: "FSS", cpuShares, ...(settings.cap === "each" ? { maxPercent } : {}) };
}

function cautions({ settings }: Site<PrmSettings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  if (specs.length === 0) return [];
  const value = `${specs.length} groups`;
  if (settings.groups === "pset") {
    return [unsupported(rule("pset.disk"), { what: "disk-shares", value, needs: "FSS groups" })];
  }
  if (settings.cap !== "none") return [];
  return [
    unsupported(rule("cap.none"), { what: "cpu-ceiling", value, needs: "cap: all (CPUCAPON), or each from 11i v3" }),
  ];
}

const LAYER = withCore(
  sharedLayer<PrmSettings>({
    id: "hp-prm",
    noun: "PRM group",
    nouns: "PRM groups",
    type: "container",
    technique: "shared-kernel",
    memory: "dedicated",
    standsOn: ["server", "npar", "vpar", "virtual-machine"],
    yields: "operating-system",
    settings: PrmSettings,
    description: DESCRIPTION,
    service: { name: "system group", facts: ["svc.memory", "svc.cpu"], takes: system },
    supplies: (site) => ({
      partitions: maxGroups(site),
      cpuReservedMhz: Math.max(0, site.machine.cores - system().cores) * site.machine.coreMhz,
      ...(site.settings.groups === "pset" ? { vcpus: site.machine.cores - FACTS["pset.keptCores"].value } : {}),
    }),
    claims: (spec, site) => ({
      cpuReservedMhz: spec.cpuReservedMhz,
      ...(site.settings.groups === "pset" ? { vcpus: psetCores(spec) } : {}),
    }),
    memoryClaimMiB: (spec) => spec.memoryMiB + FACTS["mem.overhead"].value,
    cpuFactor: () => 1 + FACTS["cpu.overhead"].value / PERCENT,
    vendorSettings: (wants, site) => ({ ...groupSettings(wants, site), memoryMiB: wants.memoryMiB }),
    evidence: { partitions: rule("PRM-3"), vcpus: rule("PRM-4"), cpuReservedMhz: rule("PRM-5") },
    guestRule: rule("PRM-1"),
    needRules: [
      { need: "own-kernel", ...rule("PRM-2"), instead: "an nPartition, a vPar or a virtual machine" },
      { need: "kernel-modules", ...rule("PRM-2"), instead: "modules in the one kernel, for all groups" },
      { need: "live-migration", ...rule("PRM-6"), instead: "a platform that can move a running partition" },
    ],
    moreMachineMisfits: machineMisfits,
    morePartitionMisfits: (spec, site) => [
      ...foreignGuest(spec, site, rule("PRM-1")),
      ...releaseOutside([RELEASES[site.settings.hpux]], spec, rule("PRM-1")),
    ],
    moreCautions: cautions,
  }),
  { ...HP_PRM_CORE, ...HP_PRM_COSTS },
);

export const HP_PRM: Platform = {
  id: "hp-prm",
  title: "HP Process Resource Manager",
  maker: "HP",
  generation: "resource partitions within HP-UX 11i, 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
