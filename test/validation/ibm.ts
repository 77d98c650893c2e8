/**
 * The IBM schedulers against what is published of them: worked examples of weights and entitlements, the longest gap
 * of a virtual processor; each share by the event core over a minute.
 */
import { fact, recalled, seen } from "#models/fact.ts";
import type { AnySchedulerKit } from "#models/hypervisor/cpu/index.ts";
import { powerKit } from "#models/power/power-scheduler.ts";
import { DEFAULT_POOL, type PowerTerms } from "#models/power/power-terms.ts";
import { prsmKit } from "#models/zvm/prsm-kit.ts";
import type { PrsmTerms } from "#models/zvm/prsm-terms.ts";
import { zvmKit } from "#models/zvm/zvm-kit.ts";
import type { ZvmTerms } from "#models/zvm/zvm-terms.ts";
import { MS, type TestGuest, runHost } from "../support/saturated-host.ts";
import type { Check } from "./check.ts";

const EXAMPLES = "worked example, exact fractions of the published rule";
const SECONDS = 60;
const IDLE = { runNs: 1, waitNs: 1e15 };

const power = (entitledCores: number, uncappedWeight: number, isCapped = false): PowerTerms => ({
  entitledCores,
  uncappedWeight,
  isCapped,
  pool: 0,
  dedicated: "no",
});
const lp = (weight: number, more: Partial<PrsmTerms> = {}): PrsmTerms => ({
  weight,
  isCapped: false,
  absoluteCap: Number.POSITIVE_INFINITY,
  isDedicated: false,
  ...more,
});
const relative = (value: number): ZvmTerms => ({ share: { kind: "relative", value } });

const POWER = powerKit({
  id: "power",
  title: "POWER",
  windowMs: fact(10, "ms", seen("P15, P22, P25")),
  pools: [DEFAULT_POOL],
  defaults: power(0.1, 128),
});
const RUN_TIME = { full: 25, min: 12.5, max: 25, high: 100 };
const PRSM = prsmKit({
  id: "prsm",
  title: "PR/SM",
  mode: { isVertical: false, isWaitCompleting: false, runTime: RUN_TIME },
  defaults: lp(10),
});
const ZVM = zvmKit({
  id: "zvm",
  title: "z/VM",
  sliceMs: { value: 5, source: recalled("fairly") },
  testIdleMs: { value: 300, source: seen("Z57") },
  elapsedRatios: [6, 8],
  defaults: relative(100),
});

interface Example {
  readonly id: string;
  readonly kit: AnySchedulerKit;
  readonly cpus: number;
  readonly guests: readonly TestGuest<unknown>[];
  readonly published: readonly number[];
  readonly gate: string;
}

const EXACT_EXAMPLES: readonly Example[] = [
  {
    id: "POWER W1",
    kit: POWER,
    cpus: 4,
    guests: [
      { terms: power(1, 128), vcpus: 2 },
      { terms: power(0.5, 64), vcpus: 1 },
      { terms: power(0.5, 0), vcpus: 2 },
      { terms: power(1, 0, true), vcpus: 2 },
    ],
    published: [5 / 3, 5 / 6, 1 / 2, 1],
    gate: "G2",
  },
  {
    id: "POWER W2",
    kit: POWER,
    cpus: 2,
    guests: [
      { terms: power(0.2, 200), vcpus: 2 },
      { terms: power(0.2, 100), vcpus: 2 },
    ],
    published: [19 / 15, 11 / 15],
    gate: "G2",
  },
  {
    id: "POWER W3",
    kit: POWER,
    cpus: 2,
    guests: [
      { terms: power(1, 128), vcpus: 2, burst: IDLE },
      { terms: power(0.5, 128), vcpus: 2 },
      { terms: power(0.5, 64), vcpus: 1 },
    ],
    published: [0, 7 / 6, 5 / 6],
    gate: "G2",
  },
];

const STEADY_EXAMPLES: readonly Example[] = [
  {
    id: "PR/SM P1",
    kit: PRSM,
    cpus: 3,
    guests: [100, 200, 300].map((weight) => ({ terms: lp(weight), vcpus: 3 })),
    published: [0.5, 1, 1.5],
    gate: "G2",
  },
  {
    id: "PR/SM P2",
    kit: PRSM,
    cpus: 3,
    guests: [
      { terms: lp(100), vcpus: 3 },
      { terms: lp(200), vcpus: 3, burst: IDLE },
      { terms: lp(300), vcpus: 2 },
    ],
    published: [1, 0, 2],
    gate: "G2",
  },
  {
    // The demand of half a processor is an absolute cap here.
    id: "PR/SM P3",
    kit: PRSM,
    cpus: 3,
    guests: [
      { terms: lp(100), vcpus: 3 },
      { terms: lp(200, { absoluteCap: 0.5 }), vcpus: 3 },
      { terms: lp(300, { isCapped: true }), vcpus: 3 },
    ],
    published: [1, 0.5, 1.5],
    gate: "G2",
  },
  {
    // The demand of a tenth of a CPU is a hard maximum here.
    id: "z/VM Z1",
    kit: ZVM,
    cpus: 1,
    guests: [
      { terms: relative(100), vcpus: 1 },
      { terms: relative(200), vcpus: 1 },
      {
        terms: { ...relative(100), maximum: { share: { kind: "absolute", percent: 10 }, limit: "hard" } },
        vcpus: 1,
      },
    ],
    published: [0.3, 0.6, 0.1],
    gate: "G2",
  },
  {
    id: "z/VM Z2",
    kit: ZVM,
    cpus: 4,
    guests: [
      { terms: { share: { kind: "absolute", percent: 50 } }, vcpus: 2 },
      { terms: relative(100), vcpus: 4 },
      { terms: relative(200), vcpus: 4 },
    ],
    published: [2, 2 / 3, 4 / 3],
    gate: "G2",
  },
];

function shareChecks(example: Example, tolerance: number): readonly Check[] {
  const { id, kit, cpus, guests, published, gate } = example;
  const { shares } = runHost(kit, { cpus, guests, seconds: SECONDS + 1, warmUpSeconds: 1 });
  return published.map((due, i) => ({
    gate,
    what: `${id}: CPUs of guest ${i + 1}`,
    source: EXAMPLES,
    published: due,
    ours: shares[i] ?? Number.NaN,
    unit: "CPUs",
    tolerance: tolerance * cpus,
    toleranceKind: "absolute",
    gates: true,
  }));
}

/** Largest distance of any partition of W1 from its due in any window of a minute, CPUs. */
function worstWindow(): Check {
  const due = [5 / 3, 5 / 6, 1 / 2, 1];
  const vcpus = [[0, 1], [2], [3, 4], [5, 6]];
  const windowNs = 10 * MS;
  let before = new Float64Array(7);
  let worst = 0;
  runHost(POWER, {
    cpus: 4,
    guests: EXACT_EXAMPLES[0]?.guests ?? [],
    seconds: SECONDS,
    checkEveryNs: windowNs,
    check: ({ books }) => {
      vcpus.forEach((own, i) => {
        const ran = own.reduce((sum, vcpu) => sum + (books.runNs[vcpu] ?? 0) - (before[vcpu] ?? 0), 0);
        worst = Math.max(worst, Math.abs(ran / windowNs - (due[i] ?? 0)));
      });
      before = books.runNs.slice();
    },
  });
  return {
    gate: "G2",
    what: "POWER W1: largest distance from the due in any of 6,000 windows",
    source: EXAMPLES,
    published: 0,
    ours: worst,
    unit: "CPUs",
    tolerance: 1e-6,
    toleranceKind: "absolute",
    gates: true,
    note: "a turn ends on a whole ns of a window of ten million",
  };
}

/** IBM's example of weights without capping: shares of six processors and what it says they are kept to. */
function weightChecks(): readonly Check[] {
  const published = [
    { weight: 500, logical: 6, percent: 50, tolerance: 1.8 },
    { weight: 300, logical: 3, percent: 30, tolerance: 1.1 },
    { weight: 200, logical: 3, percent: 20, tolerance: 0.7 },
  ];
  const guests = published.map(({ weight, logical }) => ({ terms: lp(weight), vcpus: logical }));
  const { shares } = runHost(PRSM, { cpus: 6, guests, seconds: SECONDS });
  return published.map(({ weight, percent, tolerance }, i) => ({
    gate: "G2",
    what: `PR/SM: part of six processors at weight ${weight} of 1,000`,
    source: "IBM docs z17, Example 2: without processor resource capping",
    published: percent,
    ours: ((shares[i] ?? Number.NaN) / 6) * 100,
    unit: "%",
    tolerance,
    toleranceKind: "absolute",
    gates: true,
    note: "the range IBM prints for it",
  }));
}

function longestGap(): Check {
  let last = 0;
  let longest = 0;
  runHost(POWER, {
    guests: [
      { terms: power(0.1, 0, true), vcpus: 1 },
      { terms: power(0.9, 0, true), vcpus: 1 },
    ],
    seconds: 1,
    ran: (_cpu, vcpu, fromNs, toNs) => {
      if (vcpu !== 0) return;
      longest = Math.max(longest, fromNs - last);
      last = toNs;
    },
  });
  return {
    gate: "G13",
    what: "POWER: longest gap of a virtual processor entitled to a tenth of a core",
    source: "2 × (10 ms − slice)",
    published: 18,
    ours: longest / MS,
    unit: "ms",
    tolerance: 0,
    toleranceKind: "exact",
    gates: true,
  };
}

/** All comparisons of the IBM schedulers; runs the event core for some minutes of simulated time. */
export function checks(): readonly Check[] {
  return [
    ...EXACT_EXAMPLES.flatMap((example) => shareChecks(example, 1e-6)),
    worstWindow(),
    ...STEADY_EXAMPLES.flatMap((example) => shareChecks(example, 0.005)),
    ...weightChecks(),
    longestGap(),
  ];
}
