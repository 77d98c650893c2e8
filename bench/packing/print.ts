/** One run of the bench as text: our figures, the bars with ok or MISSED, the peers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { verdictsOf } from "./bars.ts";
import { type Figures, figuresOf } from "./figures.ts";
import type { Result } from "./results.ts";
import type { BenchRun } from "./runs.ts";

interface Peer {
  readonly who: string;
  readonly figure: string;
}

const PEERS: { readonly peers: Readonly<Record<string, readonly Peer[]>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, "peers.json"), "utf8"),
);

const MOST_WRONG = 5;

const whole = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 1 });

function ours(figures: Figures, unit: "bins" | "cost"): readonly string[] {
  const { gapRatio, instances, solved, knownOptima } = figures;
  const compared = figures.better + figures.equal + figures.worse;
  return [
    `${unit === "cost" ? "cost" : "hosts"} ${whole(figures.ours)}, best bound ${whole(figures.bound)}, gap ${(100 * gapRatio).toFixed(2)} %`,
    `proved optimal ${figures.proved} of ${instances}`,
    ...(knownOptima > 0 ? [`at the known optimum ${figures.atOptimum} of ${knownOptima}`] : []),
    ...(compared > 0
      ? [
          `against published ${whole(figures.published)}: ${figures.better} better, ${figures.equal} equal, ${figures.worse} worse`,
        ]
      : []),
    ...(solved < instances ? [`${instances - solved} with items left out, not in the sums`] : []),
    `${figures.meanSeconds.toFixed(2)} s mean, ${figures.maxSeconds.toFixed(2)} s most; ${figures.peakMiB.toFixed(0)} MiB peak`,
  ];
}

/** Print a run from the results that are there. @returns bars missed */
export function printRun(run: BenchRun, all: readonly Result[]): number {
  const results = all.filter((result) => result.run === run.key);
  if (results.length === 0) return 0;
  const figures = figuresOf(results, run.unit);
  const verdicts = verdictsOf(run.key, figures, results);
  const energy = results.flatMap(({ name, kWh, bins }) =>
    kWh === undefined ? [] : [`  energy  ${name}: ${kWh.toFixed(1)} kWh on ${bins} hosts`],
  );
  console.log(
    [
      `\n${run.key}: ${run.title}; ${results.length} instances`,
      ...ours(figures, run.unit).map((line) => `  ours    ${line}`),
      ...energy,
      ...verdicts.map(({ bar, reached, isMet }) => `  ${isMet ? "ok    " : "MISSED"}  ${bar}: ${reached}`),
      ...figures.wrong.slice(0, MOST_WRONG).map((line) => `  WRONG   ${line}`),
      ...(PEERS.peers[run.key] ?? []).map(({ who, figure }) => `  peer    ${who}: ${figure}`),
    ].join("\n"),
  );
  return verdicts.filter(({ isMet }) => !isMet).length;
}

/** Head of the table that {@link markdownRow} fills. */
export const MARKDOWN_HEAD: readonly string[] = [
  "| set | instances | ours | best bound | gap | proved | mean s, most s | MiB | bars | peers |",
  "|---|---|---|---|---|---|---|---|---|---|",
];

/** A run as one row of a table in Markdown; undefined when it was not run. */
export function markdownRow(run: BenchRun, all: readonly Result[]): string | undefined {
  const results = all.filter((result) => result.run === run.key);
  if (results.length === 0) return undefined;
  const figures = figuresOf(results, run.unit);
  const out = figures.instances - figures.solved;
  const bars = verdictsOf(run.key, figures, results).map(
    ({ bar, reached, isMet }) => `${isMet ? "ok" : "**missed**"}: ${bar} (${reached})`,
  );
  const cells = [
    run.title,
    `${figures.instances}${out > 0 ? `, ${out} with items left out` : ""}`,
    `${whole(figures.ours)} ${run.unit === "cost" ? "cost units" : "hosts"}`,
    whole(figures.bound),
    `${(100 * figures.gapRatio).toFixed(2)} %`,
    `${figures.proved}`,
    `${figures.meanSeconds.toFixed(2)}, ${figures.maxSeconds.toFixed(2)}`,
    figures.peakMiB.toFixed(0),
    bars.join("; "),
    (PEERS.peers[run.key] ?? []).map(({ who, figure }) => `${who}: ${figure}`).join("; "),
  ];
  return `| ${cells.join(" | ")} |`;
}
