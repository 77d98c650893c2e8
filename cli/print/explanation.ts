/** Why a workload is where it is, or nowhere: its partition, the funnel of hosts, and every target's reasons. */
import type { Explanation, PlanDocument } from "#planner";
import {
  BASIS_TEXT,
  EXCLUDED_TEXT,
  conflictText,
  counted,
  decimal,
  listed,
  memoryText,
  misfitText,
  missText,
  valueText,
} from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import { type Column, pairs, table, wrapped } from "./table.ts";

type Paint = Terminal["paint"];
type Of<S extends Explanation["state"]> = Extract<Explanation, { readonly state: S }>;

const INDENT = "  ";
const MOST_HOSTS = 6;

const FUNNEL: readonly Column[] = [
  { header: "Target" },
  { header: "Hosts in the plan", isNumber: true },
  { header: "platform takes it", isNumber: true },
  { header: "with room", isNumber: true },
  { header: "rules allow", isNumber: true },
];

const funnelText = ({ funnels }: Explanation) =>
  table(
    FUNNEL,
    funnels.map(({ target, steps }) => [target, ...steps.map(({ left }) => String(left))]),
    INDENT,
  );

function refusals({ funnels }: Explanation): string {
  return funnels
    .flatMap(({ target, misfits }) => misfits.map((misfit) => wrapped(`${target}: ${misfitText(misfit)}`, INDENT)))
    .join("");
}

function placedText(explanation: Of<"placed">): string {
  const { partition, alsoFits } = explanation;
  const settings = [...Object.entries(partition.blocks), ...Object.entries(partition.settings)];
  return pairs([
    ["Host", explanation.host],
    [
      "As",
      `${partition.noun} (${partition.mode}), ${counted(partition.vcpus, "virtual CPU")}, ${memoryText(partition.memoryMiB)}`,
    ],
    [
      "Takes",
      `${memoryText(partition.memoryClaimMiB, 2)} of memory with overhead, ${decimal(partition.peakCores, 2)} cores at its peak`,
    ],
    ["CPU demand", BASIS_TEXT[partition.basis]],
    ...(settings.length === 0
      ? []
      : [["Settings", settings.map(([key, value]) => `${key} ${valueText(value)}`).join(", ")] as const]),
    ["Fits as well", alsoFits.length === 0 ? "no other host of the plan" : listed(alsoFits, MOST_HOSTS)],
  ]);
}

function unplacedText({ unplaced }: Of<"unplaced">): string {
  const { nearest, reasons } = unplaced;
  const near = nearest === undefined ? "no target came near" : `${missText(nearest.misfit)} on ${nearest.target}`;
  const all = reasons.flatMap(({ target, misfits }) =>
    misfits.map((misfit) => wrapped(`${target}: ${misfitText(misfit)}`, INDENT)),
  );
  const conflict = conflictText(unplaced);
  const meet = conflict === undefined ? "" : wrapped(`Conflict: ${conflict}.`, INDENT);
  return `${wrapped(`Nearest: ${near}.`, INDENT)}${meet}${all.join("")}`;
}

const headOf = (explanation: Explanation): string => {
  switch (explanation.state) {
    case "placed":
      return `is on ${explanation.host}`;
    case "unplaced":
      return "could not be placed";
    case "excluded":
      return `was left out: ${EXCLUDED_TEXT[explanation.why]}`;
  }
};

/** The explanation as text. */
export function explanationText(explanation: Explanation, paint: Paint): string {
  const head = `${paint("bold", explanation.workload)} ${headOf(explanation)}\n`;
  if (explanation.state === "excluded") return head;
  const funnel = `\n${paint("bold", "Hosts left after each question")}\n${funnelText(explanation)}`;
  if (explanation.state === "unplaced")
    return `${head}\n${paint("bold", "Reasons")}\n${unplacedText(explanation)}${funnel}`;
  const refused = refusals(explanation);
  return `${head}\n${placedText(explanation)}${funnel}${refused === "" ? "" : `\n${paint("bold", "Refused by")}\n${refused}`}`;
}

/** Everything the plan rests on that no document states, each with its source. */
export function assumptionsText({ result }: PlanDocument): string {
  const lines = result.assumptions.map(({ id, value, unit, source, note }) => {
    const amount = unit === "" ? valueText(value) : `${valueText(value)} ${unit}`;
    return wrapped(`${id}: ${amount}${note === undefined ? "" : ` (${note})`}  [${source}]`);
  });
  return lines.join("");
}
