/** What the replay of the hottest hosts under their platform's own scheduler says, for the report. */
import type { PlanResult } from "../contract/index.ts";
import { hostLabels } from "./columns.ts";
import { counted, decimal, percentText } from "./numbers.ts";
import { slotLabel } from "./slots.ts";

/** Partitions named in the sentence of one host. */
const MOST_NAMED = 3;

export interface ReplayView {
  readonly sentence: string;
  readonly rows: readonly {
    readonly host: string;
    readonly at: string;
    readonly scheduler: string;
    readonly asked: string;
    readonly delivered: string;
    readonly deliveredRatio: string;
    readonly ready: string;
    readonly verdict: string;
  }[];
  /** Warnings of the schedulers, and hosts that could not be replayed; one sentence each. */
  readonly notes: readonly string[];
}

type Simulation = NonNullable<PlanResult["simulation"]>;

function sentenceOf({ hosts, seconds, toleranceRatio }: Simulation): string {
  if (hosts.length === 0) return "";
  const missing = hosts.filter(({ holds }) => !holds).length;
  const what = `The ${hosts.length === 1 ? "hottest host" : counted(hosts.length, "hottest host")} replayed for ${decimal(seconds)} s at the hottest slot, under the platform's own scheduler`;
  return missing === 0
    ? `${what}: every partition gets at least ${percentText(toleranceRatio)} of what it asks for.`
    : `${what}: on ${counted(missing, "host")} partitions get less than ${percentText(toleranceRatio)} of what they ask for.`;
}

function verdictOf({ holds, shortfalls }: Simulation["hosts"][number]): string {
  if (holds) return "holds";
  const named = shortfalls
    .slice(0, MOST_NAMED)
    .map(
      ({ workload, askedCores, deliveredCores }) => `${workload} ${decimal(deliveredCores)} of ${decimal(askedCores)}`,
    );
  const more = shortfalls.length - named.length;
  return `misses: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The replay as text; undefined when the plan was made without one. */
export function replayView({ simulation, slots, hosts }: PlanResult): ReplayView | undefined {
  if (simulation === undefined) return undefined;
  const label = hostLabels(hosts);
  const warnings = simulation.hosts.flatMap((host) =>
    host.warnings.map(({ workload, note }) => `${label(host.host)}, ${workload}: ${note}.`),
  );
  return {
    sentence: sentenceOf(simulation),
    rows: simulation.hosts.map((host) => ({
      host: label(host.host),
      at: slotLabel(slots, host.slot),
      scheduler: host.scheduler,
      asked: decimal(host.askedCores),
      delivered: decimal(host.deliveredCores),
      deliveredRatio: percentText(host.deliveredRatio),
      ready: percentText(host.readyRatio),
      verdict: verdictOf(host),
    })),
    notes: [...warnings, ...simulation.skipped.map(({ host, why }) => `${label(host)} is not replayed: ${why}.`)],
  };
}
