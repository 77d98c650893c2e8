/** Why a workload is where it is, or nowhere, as sentences and tables for its page. */
import type { Explanation, PlanDocument } from "#planner";
import {
  BASIS_TEXT,
  EXCLUDED_TEXT,
  decimal,
  forbiddingText,
  grouped,
  leftAfter,
  memoryText,
  misfitText,
  missText,
  shortRows,
  stepRows,
  settingWords,
} from "#planner/report/index.ts";
import { funnelSvg } from "#report";

/** Hosts that would do as well, written out. */
const MOST_ALSO = 20;

interface Row {
  readonly label: string;
  readonly value: string;
}

function rowsOfPartition(explanation: Extract<Explanation, { readonly state: "placed" }>): readonly Row[] {
  const { partition, alsoFits } = explanation;
  const settings = [...Object.entries(partition.blocks), ...Object.entries(partition.settings)];
  const more = alsoFits.length > MOST_ALSO ? ` and ${grouped(alsoFits.length - MOST_ALSO)} more` : "";
  return [
    { label: "Partition", value: `${partition.noun}, ${partition.mode}` },
    { label: "CPUs", value: grouped(partition.vcpus) },
    {
      label: "Memory",
      value: `${memoryText(partition.memoryMiB)}, with overhead ${memoryText(partition.memoryClaimMiB)}`,
    },
    {
      label: "CPU at its peak",
      value: `${decimal(partition.peakCores, 2)} cores of this host, ${BASIS_TEXT[partition.basis]}`,
    },
    ...settings.map(([key, value]) => {
      const [label, text] = settingWords(key, value);
      return { label: label.replace(/^./, (first) => first.toUpperCase()), value: text };
    }),
    {
      label: "Would fit as well on",
      value: alsoFits.length === 0 ? "no other host of the plan" : `${alsoFits.slice(0, MOST_ALSO).join(", ")}${more}`,
    },
  ];
}

function verdictOf(explanation: Explanation): { readonly headline: string; readonly rows: readonly Row[] } {
  switch (explanation.state) {
    case "placed":
      return { headline: `It is on ${explanation.host}.`, rows: rowsOfPartition(explanation) };
    case "excluded":
      return { headline: `It was not to be placed: ${EXCLUDED_TEXT[explanation.why]}.`, rows: [] };
    case "unplaced": {
      const { nearest } = explanation.unplaced;
      const near =
        nearest === undefined
          ? "No target came near."
          : `Nearest was ${nearest.target}: it ${missText(nearest.misfit)}.`;
      return { headline: `It could not be placed. ${near}`, rows: [] };
    }
  }
}

/** All misfits by target: those of an unplaced workload, else what each target says on its own. */
function refusals(explanation: Explanation) {
  const reasons = explanation.state === "unplaced" ? explanation.unplaced.reasons : explanation.funnels;
  return reasons
    .filter(({ misfits }) => misfits.length > 0)
    .map(({ target, misfits }) => ({ target, reasons: [...new Set(misfits.map(misfitText))] }));
}

/** The host that comes closest of those that cannot take it. */
function nearestOf({ nearest }: Explanation) {
  if (nearest === undefined) return undefined;
  return { host: nearest.host, reasons: nearest.misfits.map(misfitText) };
}

/** One row for a target, grouped by kind of question. */
const byTarget = ({ funnels }: Explanation) =>
  funnels.map(({ target, steps }) => ({
    target,
    left: (["hosts", "platform", "rule", "resource"] as const).map((part) => grouped(leftAfter(steps, part))),
  }));

/** Data of the page. */
export function explanationView(explanation: Explanation, { request }: PlanDocument) {
  const workload = request.workloads.find((one) => one.id === explanation.workload);
  const kinds = new Map(request.rules.map(({ id, kind }) => [id, kind]));
  const steps = stepRows(explanation.funnel, kinds);
  return {
    title: `Why ${workload?.name ?? explanation.workload} is ${explanation.state === "placed" ? "where it is" : "not in the plan"}`,
    name: workload?.name ?? explanation.workload,
    isPlaced: explanation.state === "placed",
    ...verdictOf(explanation),
    questions: steps.map(({ text, left, taken }) => ({
      text,
      left: grouped(left),
      taken: taken === 0 ? "" : grouped(taken),
    })),
    svg: steps.length === 0 ? "" : funnelSvg(steps, "funnel"),
    targets: explanation.funnels.length > 1 ? byTarget(explanation) : [],
    nearest: nearestOf(explanation),
    forbidding: explanation.forbidding.map(forbiddingText),
    short: explanation.state === "unplaced" ? shortRows(explanation) : [],
    refusals: refusals(explanation),
  };
}
