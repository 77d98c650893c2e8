/** What the planner has set itself to reach per run, as tests of the figures. */
import type { Figures } from "./figures.ts";
import type { Result } from "./results.ts";

/** One bar, judged. */
export interface Verdict {
  readonly bar: string;
  readonly reached: string;
  readonly isMet: boolean;
}

type Bar = (figures: Figures, results: readonly Result[]) => Verdict;

const percent = (ratio: number, digits = 2): string => `${(100 * ratio).toFixed(digits)} %`;
const share = (part: number, of: number): number => (of === 0 ? 1 : part / of);

const gapAtMost =
  (ratio: number, kind = "above the best bound, in sum"): Bar =>
  ({ gapRatio }) => ({
    bar: `at most ${percent(ratio)} ${kind}`,
    reached: percent(gapRatio),
    isMet: gapRatio <= ratio,
  });
const neverWorse: Bar = ({ worse }) => ({
  bar: "never worse than the best published",
  reached: `${worse} worse`,
  isMet: worse === 0,
});
const atOptimum =
  (ratio: number): Bar =>
  ({ atOptimum, knownOptima }) => ({
    bar: `at least ${percent(ratio, 0)} of known optima`,
    reached: `${atOptimum} of ${knownOptima}, ${percent(share(atOptimum, knownOptima), 1)}`,
    isMet: share(atOptimum, knownOptima) >= ratio,
  });
const proved =
  (ratio: number): Bar =>
  ({ proved, instances }) => ({
    bar: `at least ${percent(ratio, 0)} proved optimal`,
    reached: `${proved} of ${instances}, ${percent(share(proved, instances), 1)}`,
    isMet: share(proved, instances) >= ratio,
  });
const solved =
  (ratio: number): Bar =>
  ({ solved, instances }) => ({
    bar: `at least ${percent(ratio, 0)} solved`,
    reached: `${solved} of ${instances}, ${percent(share(solved, instances), 1)}`,
    isMet: share(solved, instances) >= ratio,
  });
const hostsAtMost =
  (hosts: number): Bar =>
  ({ ours, solved, instances }) => ({
    bar: `at most ${hosts} hosts`,
    reached: `${ours}`,
    isMet: solved === instances && ours <= hosts,
  });
const within =
  (seconds: number): Bar =>
  ({ maxSeconds }) => ({
    bar: `within ${seconds} s each`,
    reached: `${maxSeconds.toFixed(1)} s`,
    isMet: maxSeconds <= seconds,
  });
const memoryBelow =
  (mebibytes: number): Bar =>
  ({ peakMiB }) => ({
    bar: `below ${mebibytes} MiB`,
    reached: `${peakMiB.toFixed(0)} MiB`,
    isMet: peakMiB < mebibytes,
  });
/** Gap of the instances whose names match, alone. */
const gapOf =
  (pattern: RegExp, ratio: number): Bar =>
  (_, results) => {
    const chosen = results.filter(({ name, unplaced }) => pattern.test(name) && unplaced === 0);
    const gap = chosen.reduce((top, { cost, bound }) => Math.max(top, (cost - bound) / bound), 0);
    return {
      bar: `${pattern.source}: at most ${percent(ratio)} above the bound`,
      reached: chosen.length === 0 ? "not run" : percent(gap),
      isMet: chosen.length === 0 || gap <= ratio,
    };
  };
/** Energy of the day that CloudSim was measured on. */
const energyAtMost =
  (name: string, limit: number): Bar =>
  (_, results) => {
    const kWh = results.find((result) => result.name === name)?.kWh;
    return {
      bar: `${name}: at most ${limit} kWh, always on, knowing the day`,
      reached: kWh === undefined ? "not run" : `${kWh.toFixed(1)} kWh`,
      isMet: kWh === undefined || kWh <= limit,
    };
  };
const allHold: Bar = ({ wrong }) => ({
  bar: "every packing holds, no bound contradicts what is known",
  reached: wrong.length === 0 ? "all" : `${wrong.length} wrong`,
  isMet: wrong.length === 0,
});

const MOST_MIB = 1024;

/** Run key → its bars. */
const BARS: Readonly<Record<string, readonly Bar[]>> = {
  vectorpack: [neverWorse, gapAtMost(0.011), atOptimum(0.85), within(10.5)],
  "ct-2dvpp": [proved(0.95), within(10.5)],
  "falkenauer-hard28": [atOptimum(0.9), within(63)],
  waescher: [atOptimum(0.9)],
  "gabay-zaourar": [solved(0.96), within(2.1)],
  synthetic: [gapOf(/w10000x24/, 0.003), within(1.05)],
  "synthetic-10000x168": [gapAtMost(0.003, "above the bound"), within(1.05)],
  "synthetic-100000x168": [gapAtMost(0.005, "above the bound"), within(10.5), memoryBelow(MOST_MIB)],
  "synthetic-100000x168-long": [gapAtMost(0.001, "above the bound"), within(31.5), memoryBelow(MOST_MIB)],
  tclab: [hostsAtMost(5150), within(1.05)],
  "tclab-long": [hostsAtMost(5110), within(31.5)],
  planetlab: [energyAtMost("20110303-cpu-only", 146)],
  "tbpp-d1": [gapAtMost(0.008), within(1.05)],
};

/** The bars of a run, judged. */
export const verdictsOf = (run: string, figures: Figures, results: readonly Result[]): readonly Verdict[] =>
  [...(BARS[run] ?? []), allHold].map((bar) => bar(figures, results));
