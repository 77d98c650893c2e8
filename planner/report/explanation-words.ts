/** An explanation as sentences and rows, the same for terminal and page. */
import type { Explanation, FunnelStep } from "../contract/index.ts";
import { counted, grouped, listed } from "./numbers.ts";
import { amountText, resourceName } from "./words.ts";

const MOST_OTHERS = 5;

/** Kinds of the rules an explanation speaks of, by id. */
export type RuleKinds = ReadonlyMap<string, string>;

/** What a step of the funnel asked. */
export function stepText({ step, name }: FunnelStep, kinds: RuleKinds): string {
  switch (step) {
    case "hosts":
      return "Hosts in use";
    case "platform":
      return "Its platform takes it";
    case "rule":
      return `Rule ${name} (${kinds.get(name) ?? "placement"}) allows it`;
    case "resource":
      return name === "cpuCores" ? "Room for its CPU in every slot" : `Room for its ${resourceName(name)}`;
  }
}

/** A step of the funnel in words. */
export interface StepRow {
  readonly text: string;
  readonly left: number;
  /** Hosts that this step took away. */
  readonly taken: number;
}

const ALWAYS_SHOWN: ReadonlySet<string> = new Set(["memoryMiB", "cpuCores"]);

/** The funnel in words; resources besides memory and CPU are rows only where they take hosts away. */
export function stepRows(steps: readonly FunnelStep[], kinds: RuleKinds): readonly StepRow[] {
  return steps.flatMap((step, i) => {
    const taken = i === 0 ? 0 : (steps[i - 1]?.left ?? 0) - step.left;
    if (step.step === "resource" && taken === 0 && !ALWAYS_SHOWN.has(step.name)) return [];
    return [{ text: stepText(step, kinds), left: step.left, taken }];
  });
}

/** The last host count of a kind of step: of "rule", what all rules left; of none such, what was left before. */
export function leftAfter(steps: readonly FunnelStep[], until: FunnelStep["step"]): number {
  const order = ["hosts", "platform", "rule", "resource"] as const;
  const asked = steps.filter(({ step }) => order.indexOf(step) <= order.indexOf(until));
  return asked.at(-1)?.left ?? 0;
}

/** A rule that forbids hosts, as a sentence. */
export function forbiddingText({ rule, kind, hosts, with: others }: Explanation["forbidding"][number]): string {
  const because = others.length === 0 ? "" : `, because of ${listed(others, MOST_OTHERS)}`;
  return `${rule} (${kind}) forbids ${counted(hosts, "host")}${because}.`;
}

/** A resource of which no host has enough, in words. */
export interface ShortRow {
  readonly target: string;
  readonly resource: string;
  readonly asks: string;
  /** Left on one host, and on all together. */
  readonly least: string;
  readonly most: string;
  readonly inAll: string;
  readonly hosts: string;
}

/** The resources of which no single host has enough left: where all together have, room is in pieces. */
export const shortRows = ({ room }: Explanation): readonly ShortRow[] =>
  room
    .filter(({ asks, most }) => most < asks)
    .map(({ target, resource, asks, least, most, inAll, hosts }) => ({
      target,
      resource: resourceName(resource),
      asks: amountText(resource, asks),
      least: amountText(resource, least),
      most: amountText(resource, most),
      inAll: amountText(resource, inAll),
      hosts: grouped(hosts),
    }));
