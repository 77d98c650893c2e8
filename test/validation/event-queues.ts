/**
 * G12: the event core as a queue against exact values. Means and quantiles of ten replications with fixed seeds; the exact
 * value has to lie in their 99 % interval. Not put to the core, because a host cannot be built that is one: queues that
 * turn customers away, priorities inside one guest, weights inside one guest, closed networks with several exponential
 * stations (devices here take fixed times).
 */
import type { Distribution } from "#models/hypervisor/distribution.ts";
import { queueingCases } from "../support/queueing-cases.ts";
import { type QueueCase, type Replication, intervalOf, replicate } from "../support/queue-host.ts";
import type { Check } from "./check.ts";

/** Mean service time, s and ns; short, so that the whole-ns clock does not show. */
const SERVICE_NS = 1e7;
const SERVICE = 0.01;
const REPLICATIONS = 10;
/** Processor sharing as turns of a fiftieth of the mean service. */
const SHARED_QUANTUM_NS = SERVICE_NS / 50;

const customersAt = (rho: number, servers: number): number => {
  const base = rho >= 0.95 ? 300_000 : rho >= 0.9 ? 100_000 : rho >= 0.8 ? 40_000 : 20_000;
  return Math.min(base, Math.max(20_000, base / Math.sqrt(servers)));
};

const CPU: Readonly<Record<string, Distribution>> = {
  M: { kind: "exponential", mean: SERVICE_NS },
  D: { kind: "constant", value: SERVICE_NS },
  G: { kind: "hyperexponential", mean: SERVICE_NS, scv: 4 },
};

interface Model {
  readonly servers: number;
  readonly cpu: Distribution;
  readonly isShared: boolean;
}

/** The queue a row is about, undefined for those the core cannot be. */
function modelOf(model: string): Model | undefined {
  const plain = /^M\/([MDG])\/(\d+) (FCFS|PS)/.exec(model);
  if (plain === null) return undefined;
  const [, service = "", servers = "", discipline] = plain;
  const cpu = CPU[service];
  return cpu === undefined ? undefined : { servers: Number(servers), cpu, isShared: discipline === "PS" };
}

/** The figure of a metric in units of the mean service time; undefined where the core tells no such figure. */
function figureOf(metric: string, perSecond: number): ((run: Replication) => number) | undefined {
  switch (metric) {
    case "mean response":
      return (run) => run.meanResponse / SERVICE;
    case "mean wait":
      return (run) => run.meanResponse / SERVICE - 1;
    case "mean in system":
      return (run) => run.meanResponse * perSecond;
    case "p90 response":
      return (run) => run.quantile(0.9) / SERVICE;
    case "p95 response":
      return (run) => run.quantile(0.95) / SERVICE;
    default:
      return undefined;
  }
}

/** Quantiles come from buckets of half a percent (statistics/quantiles.ts): as much is added to their interval. */
const bucketOf = (metric: string, published: number): number => (metric.startsWith("p9") ? published * 0.005 : 0);

function closedChecks(): readonly Check[] {
  return queueingCases().flatMap(({ model, parameters, metric, published }): readonly Check[] => {
    const found = /^D=\[0\.1\] Z=0 N=(\d+)$/.exec(parameters);
    if (model !== "closed network exact MVA" || found === null) return [];
    const one: QueueCase = {
      servers: 1,
      cpu: { kind: "exponential", mean: 1e8 },
      arrivals: { kind: "closed", clients: Number(found[1]), thinkNs: 0 },
      quantumNs: Number.POSITIVE_INFINITY,
      customers: 10_000,
      replications: REPLICATIONS,
    };
    const { mean, halfWidth } = intervalOf(replicate(one), (run) =>
      metric === "throughput" ? run.perSecond : run.meanResponse,
    );
    return [lineOf({ model, parameters, metric, published, mean, tolerance: halfWidth })];
  });
}

interface Line {
  readonly model: string;
  readonly parameters: string;
  readonly metric: string;
  readonly published: number;
  readonly mean: number;
  readonly tolerance: number;
}

const lineOf = ({ model, parameters, metric, published, mean, tolerance }: Line): Check => ({
  gate: "G12",
  what: `${model}, ${parameters}: ${metric} by the event core`,
  source: "queueing-cases.csv (computed)",
  published,
  ours: mean,
  unit: "",
  tolerance,
  toleranceKind: "absolute",
  gates: true,
  note: "tolerance: half the 99 % interval of ten replications",
});

/** One line per row that a host can be. */
export function checks(): readonly Check[] {
  const runs = new Map<string, readonly Replication[]>();
  const open = queueingCases().flatMap(({ model, parameters, metric, published }): readonly Check[] => {
    const queue = modelOf(model);
    const rho = Number(/rho=([\d.]+) S=1/.exec(parameters)?.[1]);
    if (queue === undefined || !(rho > 0)) return [];
    const perSecond = (rho * queue.servers) / SERVICE;
    const figure = figureOf(metric, perSecond);
    if (figure === undefined) return [];
    const key = `${model} ${rho}`;
    const known =
      runs.get(key) ??
      replicate({
        servers: queue.servers,
        cpu: queue.cpu,
        arrivals: { kind: "open", perSecond },
        quantumNs: queue.isShared ? SHARED_QUANTUM_NS : Number.POSITIVE_INFINITY,
        customers: customersAt(rho, queue.servers) / (queue.isShared ? 4 : 1),
        replications: REPLICATIONS,
      });
    runs.set(key, known);
    const { mean, halfWidth } = intervalOf(known, figure);
    return [lineOf({ model, parameters, metric, published, mean, tolerance: halfWidth + bucketOf(metric, published) })];
  });
  return [...open, ...closedChecks()];
}
