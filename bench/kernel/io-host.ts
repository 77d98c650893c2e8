/**
 * A host as a user simulates it: 16 CPUs, 20 web servers whose clients wait for them, I/O through a service partition,
 * disk and network, timelines and energy, for a minute. Against the same host without I/O, in the same run.
 */
import { roundRobin } from "../../models/hypervisor/cpu/index.ts";
import { GUEST_QUANTUM_NS, type GuestLoad } from "../../models/hypervisor/guest/load.ts";
import { type GuestScenario, runHost } from "../../models/hypervisor/host/index.ts";

const GUESTS = 20;
const SECONDS = 60;
const NS = 1e9;
const NO_STEP = { device: -1, deviceNs: 0, latencyNs: 0, guestNs: 0, serviceNs: 0 };

const web = (name: string, hasIo: boolean): GuestScenario => {
  const load: GuestLoad = {
    name,
    arrivals: { kind: "closed", clients: 60, thinkNs: NS },
    cpu: { kind: "exponential", mean: 5e6 },
    overheadRatio: 0.05,
    diskOperations: hasIo ? 1.5 : 0,
    disk: hasIo ? { device: 0, deviceNs: 5e6, latencyNs: 0, guestNs: 2e4, serviceNs: 1e5 } : NO_STEP,
    ...(hasIo
      ? {
          receive: { ...NO_STEP, guestNs: 2e4, serviceNs: 5e4 },
          send: { device: 1, deviceNs: 1e5, latencyNs: 0, guestNs: 2e4, serviceNs: 8e4 },
        }
      : {}),
    quantumNs: GUEST_QUANTUM_NS,
  };
  return { name, vcpus: 1, terms: {}, load };
};

const service: GuestScenario = {
  name: "service",
  vcpus: 1,
  terms: {},
  isService: true,
  load: {
    name: "service",
    arrivals: { kind: "open", perSecond: 0 },
    cpu: { kind: "constant", value: 0 },
    overheadRatio: 0,
    diskOperations: 0,
    disk: NO_STEP,
    quantumNs: Number.POSITIVE_INFINITY,
  },
};

function run(hasIo: boolean): { readonly seconds: number; readonly events: number } {
  const start = performance.now();
  const report = runHost({
    topology: { sockets: 2, coresPerSocket: 8, threadsPerCore: 1 },
    pool: {
      kit: roundRobin(10e6),
      switchCostNs: 1e5,
      guests: [service, ...Array.from({ length: GUESTS }, (_, i) => web(`web-${i}`, hasIo))],
      devices: [
        { name: "disk", channels: 16 },
        { name: "nic", channels: 1 },
      ],
    },
    events: [],
    durationNs: SECONDS * NS,
    seed: 1,
    eventBudget: 1e8,
    drawW: (load) => 200 + 150 * load,
    gantt: { fromNs: 0, lengthNs: 3e8 },
    buckets: 120,
  });
  if (report.end !== "finished") throw new Error(`the run ended by ${report.end}`);
  return { seconds: (performance.now() - start) / 1000, events: report.events };
}

/** Seconds for a minute of the host. */
export function ioHost(): void {
  run(true);
  const plain = run(false);
  const times = [run(true), run(true), run(true)];
  const best = times.reduce((a, b) => (a.seconds < b.seconds ? a : b));
  if (best.events < 500_000) throw new Error(`${best.events} events: the host did too little`);
  console.log(`host of 16 CPUs, ${GUESTS} web servers, ${SECONDS} simulated seconds`);
  console.log(`  with I/O: ${best.seconds.toFixed(2)} s, ${best.events} events`);
  console.log(`  without:  ${plain.seconds.toFixed(2)} s, ${plain.events} events`);
}
