/** Targets of a plan for its report: use, what one empty host offers, refusals, cautions, what rounding costs. */
import type { PlanResult, TargetResult } from "../contract/index.ts";
import { counted, grouped, memoryText } from "./numbers.ts";
import { cautionText, misfitText, reasonText } from "./phrases.ts";
import { plainAmount, resourceName } from "./words.ts";

export interface TargetView {
  readonly id: string;
  readonly title: string;
  readonly use: string;
  readonly supply: readonly { readonly label: string; readonly value: string }[];
  readonly refusals: readonly string[];
  readonly cautions: readonly string[];
  /** What partitions hold beyond what was asked, or "" when nothing. */
  readonly rounded: string;
}

function useText(target: TargetResult): string {
  if (target.misfits.length > 0) return "not usable";
  if (target.hostsUsed === 0) return "not used";
  const spare = target.hostsSpare > 0 ? ` and ${grouped(target.hostsSpare)} spare` : "";
  return `${counted(target.hostsUsed, "host")}${spare}`;
}

function roundedText({ roundedAway, nouns }: TargetResult): string {
  const parts = [
    ...(roundedAway.cores > 0 ? [counted(roundedAway.cores, "core")] : []),
    ...(roundedAway.memoryMiB > 0 ? [`${memoryText(roundedAway.memoryMiB)} of memory`] : []),
  ];
  return parts.length === 0
    ? ""
    : `Rounding ${nouns} up to what can be given takes ${parts.join(" and ")} beyond what was asked.`;
}

/** Cautions of one kind are said once: the first in full, and how often. */
export function cautionTexts(cautions: TargetResult["cautions"]): readonly string[] {
  return [...Map.groupBy(cautions, reasonText).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const text = cautionText(first);
    return others.length === 0 ? [text] : [`${grouped(others.length + 1)} times, for example: ${text}`];
  });
}

/** One view per target, in the plan's order. Equal refusals are said once. */
export const targetViews = (result: PlanResult): readonly TargetView[] =>
  result.targets.map((target) => ({
    id: target.id,
    title: `${target.platformTitle} on ${target.hostTitle}`,
    use: useText(target),
    supply: Object.entries(target.supply).map(([name, value]) => ({
      label: resourceName(name),
      value: plainAmount(name, value),
    })),
    refusals: [...new Set(target.misfits.map(misfitText))],
    cautions: cautionTexts(target.cautions),
    rounded: roundedText(target),
  }));
