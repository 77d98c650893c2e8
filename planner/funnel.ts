/**
 * The hosts of a plan put to one workload's questions, one after the other: does its platform take it, does each rule allow
 * it there, is there room for it in each resource beside what the host carries (its own host counts without it).
 */
import type { Misfit } from "#models/partitioning/index.ts";
import { concerns } from "./constrain/index.ts";
import type { Funnel, FunnelStep, PlanHost } from "./contract/index.ts";
import { type Seats, ruleMisfits, shortfalls } from "./reasons.ts";
import type { Estate } from "./size/index.ts";

/** One host, what it lacks to take the workload, and which rules stand against it. */
export interface Judged {
  readonly host: PlanHost;
  readonly lacks: readonly Misfit[];
  readonly breaks: readonly Misfit[];
}

/** One target and its hosts in use; none is judged where the target refuses the workload anyway. */
export interface JudgedTarget {
  readonly target: string;
  readonly misfits: readonly Misfit[];
  readonly hosts: readonly Judged[];
  /** Hosts in use, judged or not. */
  readonly inUse: number;
}

const withoutIt = (host: PlanHost, id: string): PlanHost =>
  host.partitions.some((p) => p.workload === id)
    ? { ...host, partitions: host.partitions.filter((p) => p.workload !== id) }
    : host;

/** Judge every host of target `t` for workload `w`. Linear in what the hosts carry. */
export function judgeTarget(estate: Estate, seats: Seats, w: number, t: number): JudgedTarget {
  const target = estate.targets[t]?.id ?? "";
  const id = estate.workloads[w]?.workload.id ?? "";
  const { misfits } = estate.sized(w, t);
  const used = seats.hosts.filter((host) => host.target === target && host.role === "used");
  if (misfits.length > 0) return { target, misfits, hosts: [], inUse: used.length };
  const hosts = used.map((host) => ({
    host,
    lacks: shortfalls(estate, seats, { w, t, host: withoutIt(host, id) }),
    breaks: ruleMisfits(estate.request.rules, seats, id, host.id),
  }));
  return { target, misfits, hosts, inUse: used.length };
}

/** Resources in the order they are asked for: memory, CPU and rates, then what platforms limit besides. */
const FIRST = ["memoryMiB", "cpuCores", "networkMbps", "diskMBps"] as const;

type Question = Pick<FunnelStep, "step" | "name"> & { readonly isOpen: (judged: Judged) => boolean };

/** The questions for this workload: every rule that speaks of it, every resource that some target limits. */
export function questionsFor(estate: Estate, w: number): readonly Question[] {
  const id = estate.workloads[w]?.workload.id ?? "";
  const limited = new Set(estate.targets.flatMap(({ supply }) => Object.keys(supply.constant)));
  const demand = estate.workloads[w]?.demand;
  const rates = (["networkMbps", "diskMBps"] as const).filter((rate) => demand?.[rate] !== undefined);
  const others = [...limited].filter((name) => name !== "memoryMiB").toSorted((a, b) => (a < b ? -1 : 1));
  const isAsked = new Set<string>(["memoryMiB", "cpuCores", ...rates]);
  return [
    ...estate.request.rules
      .filter((rule) => concerns(rule, id))
      .map(
        (rule): Question => ({
          step: "rule",
          name: rule.id,
          isOpen: ({ breaks }) => !breaks.some((misfit) => misfit.rule === rule.id),
        }),
      ),
    ...[...FIRST.filter((name) => isAsked.has(name)), ...others].map(
      (name): Question => ({
        step: "resource",
        name,
        isOpen: ({ lacks }) => !lacks.some((misfit) => misfit.code === "over-capacity" && misfit.resource === name),
      }),
    ),
  ];
}

/** The funnel of one target, and the hosts that all questions have left. */
export function funnelOf(
  judged: JudgedTarget,
  questions: readonly Question[],
): { readonly funnel: Funnel; readonly left: readonly string[] } {
  let left = judged.hosts;
  const asked = questions.map(({ step, name, isOpen }) => {
    left = left.filter(isOpen);
    return { step, name, left: left.length };
  });
  const steps: FunnelStep[] = [
    { step: "hosts", name: "", left: judged.inUse },
    { step: "platform", name: "", left: judged.hosts.length },
    ...asked,
  ];
  return {
    funnel: { target: judged.target, steps, misfits: [...judged.misfits] },
    left: left.map(({ host }) => host.id),
  };
}

/** Funnels of the same steps as one. */
export function sumOfFunnels(funnels: readonly Funnel[]): readonly FunnelStep[] {
  const [first] = funnels;
  if (first === undefined) return [];
  return first.steps.map(({ step, name }, i) => ({
    step,
    name,
    left: funnels.reduce((sum, { steps }) => sum + (steps[i]?.left ?? 0), 0),
  }));
}
