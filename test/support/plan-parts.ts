/** The pieces of the made-up plan in plan-document.ts: demands, hosts, reasons, targets, draw. */
import type { Misfit } from "#models/partitioning/index.ts";
import type { Draw, PlanHost, PlanResult, Unplaced } from "#planner/contract/index.ts";

export const CORES = 16;
export const PER_HOST = 8;
const HOST_MEMORY_MIB = 120_000;
export const ESX = "esx-3.0@dl585-g1";
export const XEN = "xen-3.0.2@dl385-g1";

export const SHAPES = ["web", "batch", "db"] as const;

/** Cores wanted by workload `w` at hour `slot`: offices by day, batch by night, databases all the time. */
export function sampleDemand(w: number, slot: number): number {
  const hour = slot % 24;
  const isWeekend = Math.floor(slot / 24) % 7 >= 5;
  const size = 0.8 + ((w * 7) % 5) * 0.35;
  const shape = SHAPES[w % SHAPES.length] ?? "db";
  if (shape === "web") {
    const swing = hour >= 7 && hour <= 19 ? Math.sin(((hour - 7) / 12) * Math.PI) : 0;
    return size * (0.15 + (isWeekend ? 0.25 : 1) * swing);
  }
  if (shape === "batch") return size * (hour >= 1 && hour <= 4 ? 1.2 : 0.1);
  return size * (0.55 + 0.1 * Math.sin((hour / 24) * 2 * Math.PI));
}

export const workloadId = (w: number) => `w${String(w + 1).padStart(3, "0")}`;
export const indexOfId = (id: string) => Number(id.slice(1)) - 1;

const esxCapacity = {
  rule: "capacity.memoryMiB",
  source: { kind: "derived", from: "memory less service console" },
} as const;

/** Reasons by turns: too large, too many CPUs, a guest the second target cannot run, a placement rule. */
export function unplacedOf(w: number, turn: number): Unplaced {
  const memory: Misfit = { code: "over-capacity", resource: "memoryMiB", needs: 19_558.4, has: 16_384, ...esxCapacity };
  const vcpus: Misfit = {
    code: "over-limit",
    scope: "partition",
    resource: "vcpus",
    value: 8,
    bound: 4,
    rule: "vm.maxVcpu",
    source: { kind: "seen", ref: "ESX2-adm" },
  };
  const guest: Misfit = {
    code: "not-supported",
    what: "guest-os",
    value: "windows 2003 (x86-32)",
    needs: "vt-x or amd-v",
    rule: "guest.windows",
    source: { kind: "seen", ref: "X302-src" },
  };
  const rule: Misfit = {
    code: "breaks-rule",
    kind: "pin",
    with: [`${ESX}/1`],
    rule: "keep-db",
    source: { kind: "derived", from: "the request's rules" },
  };
  const cpu: Misfit = {
    code: "over-capacity",
    resource: "cpu",
    needs: 14.2,
    has: 12.8,
    rule: "capacity.cpu",
    source: { kind: "derived", from: "cores less the utilization ceiling" },
  };
  const sets: readonly (readonly [Misfit, ...Misfit[]])[] = [[memory, cpu], [vcpus, memory], [cpu], [rule, memory]];
  const onEsx = sets[turn % sets.length] ?? [memory];
  return {
    workload: workloadId(w),
    reasons: [
      { target: ESX, misfits: [...onEsx] },
      { target: XEN, misfits: [guest, vcpus] },
    ],
    nearest: { target: ESX, misfit: onEsx[0], distance: 0.2 },
  };
}

export function hostOf(n: number, slots: number, isLast: boolean): PlanHost {
  const [target, platform, hostType] = isLast ? [XEN, "xen-3.0.2", "dl385-g1"] : [ESX, "esx-3.0", "dl585-g1"];
  const members = Array.from({ length: PER_HOST }, (_, i) => (n - 1) * PER_HOST + i);
  const perSlot = (w: number) => Array.from({ length: slots }, (_, slot) => sampleDemand(w, slot));
  const cpuRatio = Array.from(
    { length: slots },
    (_, slot) => members.reduce((sum, w) => sum + sampleDemand(w, slot), 0) / CORES,
  );
  const number = isLast ? 1 : n;
  return {
    id: `${target}/${number}`,
    target,
    platform,
    hostType,
    role: "used",
    partitions: members.map((w) => ({
      workload: workloadId(w),
      noun: isLast ? "domain" : "virtual machine",
      mode: isLast ? "pv" : "trap-and-map",
      vcpus: 2,
      memoryMiB: 8192,
      memoryClaimMiB: 8294,
      peakCores: Math.max(...perSlot(w)),
      basis: w % 4 === 3 ? "allocated" : "measured",
      blocks: {},
      settings: isLast ? { weight: 256, cap: 0 } : { cpuShares: 2000, memoryShares: 81_920 },
    })),
    claims: {
      memoryMiB: { used: PER_HOST * 8294, of: HOST_MEMORY_MIB },
      partitions: { used: PER_HOST, of: 128 },
      vcpus: { used: PER_HOST * 2, of: 128 },
    },
    cpuRatio,
    drawW: cpuRatio.map((ratio) => 420 + 260 * ratio),
  };
}

export const BTU = 3.41214;
const TON = 12_000;
export const PUE = 2;

export function drawOf(hosts: number, rackUnits: number, perSlotW: readonly number[]): Draw {
  const meanW = perSlotW.reduce((sum, watts) => sum + watts, 0) / perSlotW.length;
  const peakW = Math.max(...perSlotW);
  return {
    hosts,
    hostsWithoutPower: 0,
    meanW,
    peakW,
    perSlotW: [...perSlotW],
    kWhPerYear: meanW * 8.76,
    btuPerHourMean: meanW * BTU,
    btuPerHourPeak: peakW * BTU,
    coolingTonsPeak: (peakW * BTU) / TON,
    facilityMeanW: meanW * PUE,
    facilityKWhPerYear: meanW * PUE * 8.76,
    rackUnits,
  };
}

export function targetsOf(hosts: number): PlanResult["targets"] {
  const supply = { memoryMiB: HOST_MEMORY_MIB, partitions: 128, vcpus: 128 };
  const none = { cores: 0, memoryMiB: 0 };
  return [
    {
      id: ESX,
      platform: "esx-3.0",
      platformTitle: "VMware ESX Server 3.0",
      hostType: "dl585-g1",
      hostTitle: "HP ProLiant DL585 G1",
      noun: "virtual machine",
      nouns: "virtual machines",
      hostsUsed: Math.max(0, hosts - 1),
      hostsSpare: 1,
      supply,
      misfits: [],
      roundedAway: none,
      cautions: [
        {
          code: "over-limit",
          scope: "machine",
          resource: "threads",
          value: 32,
          bound: 16,
          rule: "host.testedThreads",
          source: { kind: "recalled", confidence: "fairly" },
        },
      ],
    },
    {
      id: XEN,
      platform: "xen-3.0.2",
      platformTitle: "Xen 3.0.2",
      hostType: "dl385-g1",
      hostTitle: "HP ProLiant DL385 G1",
      noun: "domain",
      nouns: "domains",
      hostsUsed: Math.min(1, hosts),
      hostsSpare: 0,
      supply,
      misfits: [],
      cautions: [],
      roundedAway: { cores: 0, memoryMiB: 1536 },
    },
  ];
}

export const spare = (slots: number): PlanHost => ({
  id: `${ESX}/spare-1`,
  target: ESX,
  platform: "esx-3.0",
  hostType: "dl585-g1",
  role: "spare",
  partitions: [],
  claims: {},
  cpuRatio: Array.from({ length: slots }, () => 0),
  drawW: Array.from({ length: slots }, () => 0),
});
