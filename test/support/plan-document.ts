/**
 * A made-up plan for tests of everything that shows plans: some hosts with day, night and flat workloads, a few
 * workloads that fit nowhere for several reasons, today's hosts beside it. Consistent in itself (ratios follow from the
 * demands), but packed by hand: no planner is asked.
 */
import {
  PlanDocument,
  type PlanHost,
  PlanRequest,
  type PlanRequestInput,
  type PlanResult,
} from "#planner/contract/index.ts";
import {
  BTU,
  CORES,
  ESX,
  PER_HOST,
  PUE,
  SHAPES,
  drawOf,
  hostOf,
  indexOfId,
  sampleDemand,
  spare,
  targetsOf,
  unplacedOf,
  workloadId,
} from "./plan-parts.ts";

const SLOT_MINUTES = 60;

export interface SamplePlan {
  /** Hosts in use; the last one is on the second target. Default 6. */
  readonly hosts?: number;
  readonly timeModel?: "day" | "week";
  /** Workloads that fit nowhere. Default 5. */
  readonly unplaced?: number;
  /** Is today's draw known? Default yes. */
  readonly hasBefore?: boolean;
  readonly name?: string;
  /** Name of the first workload, to try awkward texts. */
  readonly firstName?: string;
}

function workloadsOf(count: number, firstName: string | undefined): PlanRequestInput["workloads"] {
  return Array.from({ length: count }, (_, w) => ({
    id: workloadId(w),
    name:
      w === 0 && firstName !== undefined ? firstName : `${SHAPES[w % SHAPES.length]}-${String(w + 1).padStart(2, "0")}`,
    os: { family: "linux", version: "RHEL 4", architecture: "x86-32" },
    vcpus: 2,
    memoryMiB: 8192,
  }));
}

const FACTS: PlanResult["facts"] = [
  { id: "esx-3.0 vm.maxVcpu", value: 4, unit: "vCPUs", source: "seen: ESX2-adm", note: "with Virtual SMP" },
  {
    id: "xen-3.0.2 dom0.memoryMiB",
    value: 512,
    unit: "MiB",
    source: "assumed: a dom0 of that year with a few drivers",
  },
  { id: "dl585-g1 power.idleW", value: 420, unit: "W", source: "recalled: fairly" },
  { id: "btuPerHourPerWatt", value: BTU, unit: "BTU/h per W", source: "recalled: sure" },
];

const FINDINGS: NonNullable<PlanRequestInput["findings"]> = [
  {
    code: "os-word-size-unknown",
    severity: "warning",
    file: "estate.xlsx",
    tab: "vInfo",
    row: 7,
    column: "OS",
    raw: "Linux",
    subject: "web-01",
  },
  {
    code: "os-word-size-unknown",
    severity: "warning",
    file: "estate.xlsx",
    tab: "vInfo",
    row: 9,
    column: "OS",
    raw: "Linux",
    subject: "db-03",
  },
  { code: "template-kept", severity: "info", file: "estate.xlsx", tab: "vInfo", row: 60, subject: "gold-image" },
];

function timeSharingOf(hosts: readonly PlanHost[], slots: number): PlanResult["timeSharing"] {
  const sum = Array.from({ length: slots }, (_, slot) =>
    hosts.reduce((total, host) => total + (host.cpuRatio[slot] ?? 0) * CORES, 0),
  );
  const peakOfSum = Math.max(...sum, 0);
  const sumOfPeaks = hosts
    .flatMap((host) => host.partitions)
    .reduce((total, partition) => total + partition.peakCores, 0);
  return {
    resources: [
      { resource: "cpu", unit: "cores", sumOfPeaks, peakOfSum, peakSlot: Math.max(0, sum.indexOf(peakOfSum)) },
    ],
    hostsByPeaks: hosts.length + 3,
    unplacedByPeaks: 0,
    hostsByProfile: hosts.length,
  };
}

function resultOf(plan: Required<SamplePlan>, slots: number, names: { readonly excluded: string }): PlanResult {
  const hosts = Array.from({ length: plan.hosts }, (_, i) => hostOf(i + 1, slots, i === plan.hosts - 1));
  const placed = plan.hosts * PER_HOST;
  const after = Array.from({ length: slots }, (_, slot) =>
    hosts.reduce((sum, host) => sum + (host.drawW[slot] ?? 0), 0),
  );
  const before = Array.from({ length: slots }, (_, slot) => 9800 + 30 * (slot % 24));
  const bound = Math.max(1, plan.hosts - 1);
  return {
    version: 1,
    engine: "0.1.0",
    name: plan.name,
    seed: 1,
    inputHash: "5f1c0000".repeat(8),
    status: plan.unplaced > 0 ? "infeasible" : "feasible",
    slots: { model: plan.timeModel, count: slots, minutes: SLOT_MINUTES },
    summary: {
      workloads: placed + plan.unplaced + 1,
      placed,
      unplaced: plan.unplaced,
      excluded: 1,
      hostsUsed: plan.hosts,
      hostsSpare: 1,
      bound: { hosts: bound, kind: "continuous", resource: "cpu", slot: 14 },
      gapRatio: (plan.hosts - bound) / bound,
      consolidationRatio: PER_HOST,
      objective: {
        mode: "single",
        terms: [{ name: "hosts", unit: "hosts", value: plan.hosts, bound, gapRatio: (plan.hosts - bound) / bound }],
      },
    },
    search: { ended: "effort", effortSeconds: 2, packer: "by hand" },
    targets: targetsOf(plan.hosts),
    hosts: [...hosts, spare(slots)],
    unplaced: Array.from({ length: plan.unplaced }, (_, i) => unplacedOf(placed + i, i)),
    excluded: [{ workload: names.excluded, why: "template" }],
    timeSharing: timeSharingOf(hosts, slots),
    energy: {
      method: "pue",
      factor: PUE,
      after: drawOf(plan.hosts + 1, (plan.hosts + 1) * 4, after),
      ...(plan.hasBefore ? { before: { ...drawOf(38, 76, before), hostsWithoutPower: 2 } } : {}),
    },
    basis: { measured: placed - Math.floor(placed / 4), allocated: Math.floor(placed / 4), snapshotFloor: 0 },
    facts: FACTS,
    assumptions: FACTS.filter((fact) => !fact.source.startsWith("seen")),
  };
}

/** The sample plan as a checked document. */
export function samplePlan(options: SamplePlan = {}): PlanDocument {
  const plan = {
    hosts: 6,
    timeModel: "week",
    unplaced: 5,
    hasBefore: true,
    name: "Sample estate",
    firstName: "web-01",
    ...options,
  } as const;
  const slots = plan.timeModel === "week" ? 168 : 24;
  const count = plan.hosts * PER_HOST + plan.unplaced + 1;
  const request = PlanRequest.parse({
    name: plan.name,
    workloads: workloadsOf(count, plan.firstName),
    targets: [
      { platform: "esx-3.0", hostType: "dl585-g1" },
      { platform: "xen-3.0.2", hostType: "dl385-g1" },
    ],
    rules: [{ id: "keep-db", kind: "pin", workloads: [workloadId(2)], places: [`${ESX}/1`] }],
    goals: { timeModel: plan.timeModel, spareHosts: 1 },
    facility: { cooling: "pue", pue: PUE },
    findings: FINDINGS,
  } satisfies PlanRequestInput);
  return PlanDocument.parse({ request, result: resultOf(plan, slots, { excluded: workloadId(count - 1) }) });
}

/** Demand in cores per slot, as the planner would hand it to a stacked profile. */
export const sampleDemandOf =
  (document: PlanDocument) =>
  (workload: string): readonly number[] =>
    Array.from({ length: document.result.slots.count }, (_, slot) => sampleDemand(indexOfId(workload), slot));
