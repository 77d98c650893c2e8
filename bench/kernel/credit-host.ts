/**
 * A large host under a real scheduler: 64 CPUs, 500 vCPUs that run and wait, credit as of Xen 4.2 against round robin in
 * the same run. Events are the kernel's; their count is asserted, so that a run that does less work does not look faster.
 * Heap growth over the run shows that nothing is allocated per event.
 */
import v8 from "node:v8";
import vm from "node:vm";
import { Dispatcher, type SchedulerOps, type Work, roundRobin, topologyOf } from "../../models/hypervisor/cpu/index.ts";
import { Simulator } from "../../models/hypervisor/kernel/index.ts";
import { randomStream } from "../../models/random.ts";
import { creditKit } from "../../models/xen/credit.ts";
import { CREDIT_42 } from "../../models/xen/credit-rules.ts";

const CPUS = 64;
const VCPUS = 500;
const EVENTS = 10_000_000;
const RUN_NS = 2e6;
const WAIT_NS = 14e6;
const MIB = 1_048_576;

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

interface Figures {
  readonly perSecond: number;
  readonly grownMiB: number;
  readonly utilization: number;
}

function measure(ops: SchedulerOps, terms: unknown): Figures {
  const simulator = new Simulator();
  const random = randomStream(1, "bursts");
  const runs = new Uint8Array(VCPUS);
  const wakeKind = simulator.on((vcpu, _stamp, nowNs) => dispatcher.wake(vcpu, nowNs));
  const work: Work = {
    next: (vcpu, nowNs) => {
      if (runs[vcpu] === 0) {
        runs[vcpu] = 1;
        return random.exponential(RUN_NS);
      }
      runs[vcpu] = 0;
      simulator.at(nowNs + Math.ceil(random.exponential(WAIT_NS)), wakeKind, vcpu, 0);
      return 0;
    },
  };
  const dispatcher: Dispatcher = new Dispatcher({
    simulator,
    topology: topologyOf({ sockets: 4, coresPerSocket: CPUS / 4, threadsPerCore: 1 }),
    ops,
    work,
    vcpusOf: Array.from({ length: VCPUS }, (_, vm) => Int32Array.of(vm)),
    terms: Array.from({ length: VCPUS }, () => terms),
    switchCostNs: 0,
  });
  for (let vcpu = 0; vcpu < VCPUS; vcpu++) {
    dispatcher.online(vcpu, 0);
    simulator.at(vcpu, wakeKind, vcpu, 0);
  }
  simulator.run({ untilNs: 1e15, eventBudget: EVENTS / 10 });
  collect();
  const heapBefore = process.memoryUsage().heapUsed;
  const start = performance.now();
  const before = simulator.events;
  simulator.run({ untilNs: 1e15, eventBudget: EVENTS });
  const seconds = (performance.now() - start) / 1000;
  collect();
  const grownMiB = (process.memoryUsage().heapUsed - heapBefore) / MIB;
  const taken = simulator.events - before;
  // What an event defers is taken with it.
  if (taken < EVENTS || taken > EVENTS + CPUS) throw new Error(`${taken} events, not ${EVENTS}`);
  dispatcher.close(simulator.nowNs);
  const busy = dispatcher.books.busyNs.reduce((sum, ns) => sum + ns, 0);
  return { perSecond: EVENTS / seconds, grownMiB, utilization: busy / simulator.nowNs / CPUS };
}

/** Million events per second, the ratio to round robin, heap growth. */
export function creditHost(): void {
  const baseline = measure(roundRobin(10e6).ops, {});
  const credit = measure(creditKit(CREDIT_42).ops, { weight: 256, capPercent: 0 });
  const line = (name: string, { perSecond, grownMiB, utilization }: Figures) =>
    `  ${name}: ${(perSecond / 1e6).toFixed(2)} M events/s, heap ${grownMiB >= 0 ? "+" : ""}${grownMiB.toFixed(1)} MiB over 10⁷ events, utilization ${utilization.toFixed(3)}`;
  console.log(`host of ${CPUS} CPUs and ${VCPUS} vCPUs`);
  console.log(line("round robin", baseline));
  console.log(`${line("credit 4.2 ", credit)} (${(credit.perSecond / baseline.perSecond).toFixed(2)} x)`);
}
