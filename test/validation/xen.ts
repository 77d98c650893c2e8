/**
 * Xen's schedulers against published and computed shares: G2 fluid shares over a minute, G3 where credit misses its
 * weights, G4 and G5 the paper's scheduler figures under BVT, G6 the guest that is never there when the tick looks.
 */
import { type AnySchedulerKit, Dispatcher, topologyOf } from "#models/hypervisor/cpu/index.ts";
import { Simulator } from "#models/hypervisor/kernel/index.ts";
import { SWITCH_2003, domainSwitchNs } from "#models/hypervisor/traps/index.ts";
import { BVT, type BvtTerms, bvtKit } from "#models/xen/bvt.ts";
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
import { CREDIT2 } from "#models/xen/credit2-kit.ts";
import { type MeasuredRow, measuredRows, numberIn, textOf } from "../support/measurements.ts";
import { MS, SECOND, type TestGuest, runHost } from "../support/saturated-host.ts";
import type { Check } from "./check.ts";

const COMPUTED = "fluid rule, computed";
const CONVERGENCE = "credit1-convergence.csv (computed from the published rules, not measured)";
const PAPER = "Barham et al., SOSP 2003";

const vm = <Terms>(terms: Terms): TestGuest<Terms> => ({ terms, vcpus: 1 });
const credit = (weight: number) => vm({ weight, capPercent: 0 });

/** The largest distance of any VM's share from its fluid share, as a part of the host, after a minute. */
function apart(kit: AnySchedulerKit, cpus: number, guests: readonly TestGuest<unknown>[]): number {
  const { shares } = runHost(kit, { cpus, guests, seconds: 60 });
  const fluid = kit.fluid.shares(
    cpus,
    guests.map(({ terms, vcpus }) => ({ terms, vcpus, demandCpus: vcpus })),
  );
  return Math.max(...shares.map((share, i) => Math.abs(share - (fluid[i] ?? 0)) / cpus));
}

const fluidCheck = (what: string, ours: number): Check => ({
  gate: "G2",
  what: `${what}: largest distance from the fluid share after 60 s`,
  source: COMPUTED,
  published: 0,
  ours: 100 * ours,
  unit: "% of the host",
  tolerance: 0.5,
  toleranceKind: "absolute",
  gates: true,
});

const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8];
/** Advances whose inverses are as 1 to 8: the least common multiple of 1 … 8 is 840. */
const advances = EIGHT.map((weight) => vm<BvtTerms>({ mcuAdvance: 840 / weight }));

function fluidChecks(): readonly Check[] {
  const rules = [CREDIT_303, CREDIT_304, CREDIT_40, CREDIT_41, CREDIT_42];
  return [
    fluidCheck("BVT, weights 1 to 8 on one CPU", apart(BVT, 1, advances)),
    fluidCheck("BVT, weights 1 to 8 on two CPUs", apart(BVT, 2, advances)),
    fluidCheck(
      "credit2, weights 1 to 8 on one CPU",
      apart(
        CREDIT2,
        1,
        EIGHT.map((weight) => credit(256 * weight)),
      ),
    ),
    fluidCheck(
      "credit2, fifteen of 256 and one of 2048 on one CPU",
      apart(CREDIT2, 1, [...Array.from({ length: 15 }, () => credit(256)), credit(2048)]),
    ),
    ...rules.map((one) =>
      fluidCheck(
        `${one.title}, 256, 256, 512 on one CPU`,
        apart(creditKit(one), 1, [credit(256), credit(256), credit(512)]),
      ),
    ),
  ];
}

/** Weights of a row: "256 256 512", "7 x 256 + 512", "8 x 256", "256 x (1..8)". */
function weightsOf(text: string): readonly number[] {
  if (text.includes("(1..8)")) return EIGHT.map((weight) => 256 * weight);
  const [, times, weight] = /^(\d) x (\d+)/.exec(text) ?? [];
  if (times === undefined) return text.split(" ").map(Number);
  const equal = Array.from({ length: Number(times) }, () => Number(weight));
  return text.includes("+") ? [...equal, Number(text.split("+ ")[1])] : equal;
}

function convergenceChecks(row: MeasuredRow): readonly Check[] {
  const clip = textOf(row, "clip");
  if (clip !== "zero" && clip !== "half" && clip !== "none") return [];
  // To 4.0 the clip is zero, from 4.1 half; without the clip it is no release.
  const rules: CreditRules = { ...(clip === "zero" ? CREDIT_40 : CREDIT_41), clip };
  const weights = weightsOf(textOf(row, "weights"));
  const { shares } = runHost(creditKit(rules), { guests: weights.map(credit), seconds: 300 });
  const at = (weight: number) => shares[weights.indexOf(weight)] ?? Number.NaN;
  const one = (which: string, ours: number): Check => ({
    gate: "G3",
    what: `credit, clip ${clip}, ${textOf(row, "weights")} on one CPU: ${which} VM's share`,
    source: CONVERGENCE,
    published: numberIn(row, `${which}_share`),
    ours,
    unit: "CPUs",
    tolerance: 0.05,
    toleranceKind: "absolute",
    gates: true,
    note: `by weight it would be ${numberIn(row, `${which}_fluid`)}`,
  });
  return [one("heaviest", at(Math.max(...weights))), one("lightest", at(Math.min(...weights)))];
}

/** G4: the shares of eight domains of weights 1 to 8 on two CPUs, each CPU's queue for itself. */
function weightChecks(): readonly Check[] {
  // Pinned so that both CPUs carry the same weight: 1 + 8 + 3 + 6 and 2 + 7 + 4 + 5.
  const order = [1, 2, 8, 7, 3, 4, 6, 5];
  const { shares } = runHost(BVT, {
    cpus: 2,
    guests: order.map((weight) => vm<BvtTerms>({ mcuAdvance: 840 / weight })),
    seconds: 60,
  });
  return order
    .map(
      (weight, i): Check => ({
        gate: "G4",
        what: `BVT, domains of weights 1 to 8 on two CPUs: share of weight ${weight}`,
        source: `${PAPER}, Fig 5 and section 4.3: within 4 % of the ideal (seen)`,
        published: (2 * weight) / 36,
        ours: shares[i] ?? Number.NaN,
        unit: "CPUs",
        tolerance: 0.04,
        toleranceKind: "relative",
        gates: true,
      }),
    )
    .toSorted((a, b) => Number(a.published) - Number(b.published));
}

const DOMAINS = 128;
const SWITCH_NS = domainSwitchNs(SWITCH_2003);
const PING_EVERY_NS = 193.7 * MS;

interface Scalability {
  readonly lossPercent: number;
  /** Mean time from a request to the answer, ms. */
  readonly loadedMs: number;
  readonly idleMs: number;
}

/** Many busy domains on two CPUs; requests come to a busy one and to an idle one beside them. */
function scalability(ctxAllowMs: number): Scalability {
  const simulator = new Simulator();
  const idle = DOMAINS;
  const kit = bvtKit(ctxAllowMs);
  const asked: number[] = [];
  const loaded: number[] = [];
  const answered: number[] = [];
  let idleAskedNs = -1;
  let isAnswering = false;
  const wakeKind = simulator.on((vcpu, _stamp, nowNs) => dispatcher.wake(vcpu, nowNs));
  const pingKind = simulator.on((_target, _stamp, nowNs) => {
    asked.push(nowNs);
    idleAskedNs = nowNs;
    dispatcher.wake(idle, nowNs);
    simulator.at(nowNs + PING_EVERY_NS, pingKind, 0, 0);
  });
  const answerNs = 0.1 * MS;
  const dispatcher: Dispatcher<unknown, BvtTerms> = new Dispatcher({
    simulator,
    topology: topologyOf({ sockets: 2, coresPerSocket: 1, threadsPerCore: 1 }),
    ops: kit.ops,
    work: {
      next: (vcpu, nowNs) => {
        if (vcpu !== idle) return Number.POSITIVE_INFINITY;
        if (idleAskedNs < 0) return 0;
        isAnswering = !isAnswering;
        if (isAnswering) return answerNs;
        answered.push((nowNs - idleAskedNs) / MS);
        idleAskedNs = -1;
        return 0;
      },
      // A busy domain answers what came in while it was off as soon as its caches are warm.
      placed: (vcpu, _cpu, nowNs) => {
        if (vcpu !== 0) return;
        for (const atNs of asked.splice(0)) loaded.push((nowNs + SWITCH_NS + answerNs - atNs) / MS);
      },
    },
    vcpusOf: Array.from({ length: DOMAINS + 1 }, (_, one) => Int32Array.of(one)),
    terms: Array.from({ length: DOMAINS + 1 }, () => kit.defaults),
    switchCostNs: SWITCH_NS,
  });
  for (let one = 0; one <= DOMAINS; one++) {
    dispatcher.online(one, 0);
    if (one !== idle) simulator.at(0, wakeKind, one, 0);
  }
  simulator.at(PING_EVERY_NS, pingKind, 0, 0);
  const untilNs = 120 * SECOND;
  simulator.run({ untilNs, eventBudget: 1e7 });
  dispatcher.close(untilNs);
  const { stalledNs, busyNs } = dispatcher.books;
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const mean = (values: readonly number[]) => sum(values) / values.length;
  return {
    lossPercent: (100 * sum(stalledNs)) / sum(busyNs),
    loadedMs: mean(loaded),
    idleMs: mean(answered),
  };
}

function scalabilityChecks(): readonly Check[] {
  const short = scalability(5);
  const long = scalability(50);
  const rows = measuredRows("sosp2003-xen.csv");
  const text45 = (workload: string) => {
    const row = rows.find((one) => one["workload"]?.startsWith(workload) === true);
    if (row === undefined) throw new Error(`no row "${workload}"`);
    return numberIn(row, "value");
  };
  const line = { gate: "G5", source: `${PAPER}, section 4.5 (seen)`, gates: true } as const;
  return [
    {
      ...line,
      what: "128 busy domains on two CPUs, context allowance 5 ms: throughput lost",
      published: text45("throughput loss, 128 domains SPEC"),
      ours: short.lossPercent,
      unit: "%",
      tolerance: 1.5,
      toleranceKind: "absolute",
    },
    {
      ...line,
      what: "the same with 50 ms: throughput lost, nearly none",
      published: 0,
      ours: long.lossPercent,
      unit: "%",
      tolerance: 1.5,
      toleranceKind: "absolute",
    },
    {
      ...line,
      what: "128 busy domains: mean response of a busy one to a request",
      published: text45("UDP response of a loaded domain"),
      ours: short.loadedMs,
      unit: "ms",
      tolerance: 0.2,
      toleranceKind: "relative",
    },
    {
      ...line,
      gates: false,
      what: "128 busy domains: mean response of an idle 129th",
      published: text45("UDP response of an idle 129th"),
      ours: short.idleMs,
      unit: "ms",
      tolerance: 0.2,
      toleranceKind: "relative",
      note: "it runs at once here; what made the published one wait (sd 16 ms) is not in the scheduler's rules",
    },
  ];
}

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

function trickChecks(): readonly Check[] {
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

/** All checks of Xen's schedulers; a second or two. */
export function checks(): readonly Check[] {
  return [
    ...fluidChecks(),
    ...measuredRows("credit1-convergence.csv").flatMap(convergenceChecks),
    ...weightChecks(),
    ...scalabilityChecks(),
    ...trickChecks(),
  ];
}
