/** G6: the guest that is never there when the tick of Xen's credit scheduler looks. */
import { Dispatcher, topologyOf } from "#models/hypervisor/cpu/index.ts";
import { Simulator } from "#models/hypervisor/kernel/index.ts";
import {
  CREDIT_303,
  CREDIT_304,
  CREDIT_40,
  CREDIT_41,
  CREDIT_42,
  type CreditRules,
  type CreditTerms,
} from "#models/xen/credit-rules.ts";
import { creditKit } from "#models/xen/credit.ts";
import { MS, SECOND } from "../support/saturated-host.ts";
import type { Check } from "./check.ts";

const TICK_NS = 10 * MS;
/** The guest of G6 looks at the clock this often. */
const GLANCE_NS = 0.5 * MS;

/** G6: a guest that runs while a tick is not near and rests when it comes, beside a busy one. */
function trickShare(rules: CreditRules): number {
  const simulator = new Simulator();
  const kit = creditKit(rules);
  let isResting = true;
  const wakeKind = simulator.on((vcpu, _stamp, nowNs) => dispatcher.wake(vcpu, nowNs));
  const dispatcher: Dispatcher<unknown, CreditTerms> = new Dispatcher({
    simulator,
    topology: topologyOf({ sockets: 1, coresPerSocket: 1, threadsPerCore: 1 }),
    ops: kit.ops,
    work: {
      next: (vcpu, nowNs) => {
        if (vcpu === 0) return Number.POSITIVE_INFINITY;
        const toTickNs = TICK_NS - (nowNs % TICK_NS);
        if (isResting || toTickNs > GLANCE_NS) {
          isResting = false;
          return Math.min(GLANCE_NS, Math.max(1, toTickNs - GLANCE_NS));
        }
        isResting = true;
        simulator.at(nowNs + toTickNs, wakeKind, vcpu, 0);
        return 0;
      },
    },
    vcpusOf: [Int32Array.of(0), Int32Array.of(1)],
    terms: [kit.defaults, kit.defaults],
    switchCostNs: 0,
  });
  for (const vcpu of [0, 1]) {
    dispatcher.online(vcpu, 0);
    simulator.at(0, wakeKind, vcpu, 0);
  }
  const run = (untilNs: number) => {
    simulator.run({ untilNs, eventBudget: 1e6 });
    dispatcher.close(untilNs);
    return dispatcher.books.runNs[1] ?? Number.NaN;
  };
  const before = run(SECOND);
  return (100 * (run(61 * SECOND) - before)) / (60 * SECOND);
}

/** All checks of that guest. */
export function checks(): readonly Check[] {
  const source = "xen-project/xen, commit 78c9b2a64b (seen)";
  const line = { gate: "G6", source, unit: "% of a CPU", toleranceKind: "absolute", gates: true } as const;
  return [
    ...[CREDIT_303, CREDIT_304].map(
      (rules): Check => ({
        ...line,
        what: `${rules.title}, charging by ticks: CPU taken by a guest that rests at each tick`,
        published: 95,
        ours: trickShare(rules),
        tolerance: 5,
        ...(rules.hasBoost
          ? {}
          : {
              gates: false,
              note: "the figure is of releases with boost; without it the guest waits for busy ones' turns",
            }),
      }),
    ),
    ...[CREDIT_40, CREDIT_41, CREDIT_42].map(
      (rules): Check => ({
        ...line,
        what: `${rules.title}, charging by the clock: CPU taken by the same guest`,
        published: 50,
        ours: trickShare(rules),
        tolerance: 2,
      }),
    ),
  ];
}
