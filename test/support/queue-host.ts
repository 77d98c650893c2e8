/**
 * A host that is a queue: one guest with c virtual CPUs on c CPUs and nothing else, Poisson arrivals, first come first
 * served or (with a small quantum) processor sharing. Independent replications under seeds 1 … n give the interval.
 */
import { Dispatcher, roundRobin, topologyOf } from "#models/hypervisor/cpu/index.ts";
import type { Distribution } from "#models/hypervisor/distribution.ts";
import { LoadGenerator } from "#models/hypervisor/guest/load-generator.ts";
import type { GuestLoad } from "#models/hypervisor/guest/load.ts";
import { Software } from "#models/hypervisor/guest/software.ts";
import { Processes, Simulator } from "#models/hypervisor/kernel/index.ts";
import { Quantiles, studentQuantile } from "#models/hypervisor/statistics/index.ts";

const NS = 1e9;

export interface QueueCase {
  readonly servers: number;
  readonly cpu: Distribution;
  readonly arrivals: GuestLoad["arrivals"];
  readonly quantumNs: number;
  /** Requests answered per replication; the first tenth is cut off. */
  readonly customers: number;
  readonly replications: number;
}

export interface Replication {
  /** Seconds. */
  readonly meanResponse: number;
  readonly perSecond: number;
  quantile(ratio: number): number;
}

/** One replication. */
export function runQueue(one: QueueCase, seed: number): Replication {
  const simulator = new Simulator();
  const processes = new Processes(simulator);
  const vcpus = Int32Array.from({ length: one.servers }, (_, i) => i);
  const load: GuestLoad = {
    name: "queue",
    arrivals: one.arrivals,
    cpu: one.cpu,
    overheadRatio: 0,
    diskOperations: 0,
    disk: { device: -1, deviceNs: 0, latencyNs: 0, guestNs: 0, serviceNs: 0 },
    quantumNs: one.quantumNs,
  };
  const cut = one.customers / 10;
  let seen = 0;
  let sum = 0;
  let firstNs = 0;
  let lastNs = 0;
  const quantiles = new Quantiles(0);
  const software: Software = new Software({
    simulator,
    processes,
    seed,
    loads: [load],
    vcpusOf: [vcpus],
    service: -1,
    deviceChannels: [],
    dispatcher: () => dispatcher,
    answered: (guest, arrivedNs, nowNs) => {
      generator.answered(guest, nowNs);
      seen++;
      if (seen === cut) firstNs = nowNs;
      if (seen <= cut) return;
      sum += nowNs - arrivedNs;
      quantiles.add((nowNs - arrivedNs) / NS);
      lastNs = nowNs;
    },
  });
  const dispatcher: Dispatcher = new Dispatcher({
    simulator,
    topology: topologyOf({ sockets: 1, coresPerSocket: one.servers, threadsPerCore: 1 }),
    ops: roundRobin(100 * NS).ops,
    work: software,
    vcpusOf: [vcpus],
    terms: [{}],
    switchCostNs: 0,
  });
  const generator = new LoadGenerator({ simulator, seed, loads: [load], software, vcpus: () => one.servers });
  for (const vcpu of vcpus) dispatcher.online(vcpu, 0);
  generator.start(0, 0);
  const stopped = () => seen >= one.customers;
  while (!stopped()) simulator.run({ untilNs: simulator.nowNs + 100 * NS, eventBudget: 1e9 });
  const count = seen - cut;
  return {
    meanResponse: sum / count / NS,
    perSecond: (count * NS) / (lastNs - firstNs),
    quantile: (ratio) => quantiles.quantile(ratio) ?? Number.NaN,
  };
}

export interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}

/** The 99 % interval of a figure over the replications of a case. */
export function intervalOf(runs: readonly Replication[], figure: (run: Replication) => number): Interval {
  const values = runs.map(figure);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const t = studentQuantile(0.995, values.length - 1);
  return { mean, halfWidth: t * Math.sqrt(variance / values.length) };
}

/** All replications of a case. */
export const replicate = (one: QueueCase): readonly Replication[] =>
  Array.from({ length: one.replications }, (_, i) => runQueue(one, i + 1));
