/**
 * Figures of this process for Prometheus: requests, jobs, the store, the process itself. Labels have few values each: never an
 * id, a name or an address as it was typed.
 */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { Runner } from "#jobs";
import { ENGINE } from "#planner/contract/index.ts";

/** Seconds: from an answer out of memory to one that waited for a plan. */
const REQUEST_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const STORE_SECONDS = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const JOB_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

/** An answered request. */
export interface Answered {
  /** The route's pattern, never the address. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** A job that ended here. */
export interface Ended {
  readonly kind: string;
  readonly state: "succeeded" | "failed" | "cancelled";
  /** Absent when it never ran. */
  readonly seconds?: number;
}

/** The figures of one server. */
export interface Metrics {
  readonly answered: (request: Answered) => void;
  readonly ended: (job: Ended) => void;
  readonly asked: (operation: string, seconds: number) => void;
  /** The text that Prometheus reads, and its type. */
  readonly text: (jobs: Runner) => Promise<{ readonly type: string; readonly body: string }>;
}

function jobGauges(registers: readonly Registry[]) {
  const jobs = new Gauge({
    name: "hostwright_jobs",
    help: "Jobs that this server remembers, by kind and state",
    labelNames: ["kind", "state"],
    registers: [...registers],
  });
  const room = new Gauge({
    name: "hostwright_queue_room",
    help: "Jobs that would be taken now",
    registers: [...registers],
  });
  return (runner: Runner) => {
    jobs.reset();
    const load = runner.load?.();
    for (const { kind, state, count } of load?.jobs ?? []) jobs.set({ kind, state }, count);
    room.set(load?.room ?? Number.NaN);
  };
}

/** A server's figures, all at nothing. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "hostwright_request_seconds",
    help: "Seconds until a request was answered, by route pattern, method and status",
    labelNames: ["route", "method", "status"],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const store = new Histogram({
    name: "hostwright_store_seconds",
    help: "Seconds until the store answered, by operation",
    labelNames: ["operation"],
    buckets: STORE_SECONDS,
    registers,
  });
  const ended = new Counter({
    name: "hostwright_jobs_ended_total",
    help: "Jobs that ended in this process, by kind and end",
    labelNames: ["kind", "state"],
    registers,
  });
  const working = new Histogram({
    name: "hostwright_job_seconds",
    help: "Seconds that jobs ran, by kind",
    labelNames: ["kind"],
    buckets: JOB_SECONDS,
    registers,
  });
  new Gauge({ name: "hostwright_build_info", help: "1", labelNames: ["engine", "node"], registers }).set(
    { engine: ENGINE, node: process.version },
    1,
  );
  const gauge = jobGauges(registers);
  return {
    answered: ({ route, method, status, seconds }) => requests.observe({ route, method, status }, seconds),
    ended: ({ kind, state, seconds }) => {
      ended.inc({ kind, state });
      if (seconds !== undefined) working.observe({ kind }, seconds);
    },
    asked: (operation, seconds) => store.observe({ operation }, seconds),
    text: async (jobs) => {
      gauge(jobs);
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}
