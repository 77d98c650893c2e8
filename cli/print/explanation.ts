/** Why a workload is where it is, or nowhere: its partition, the funnel of hosts, rules and room, every target's reasons. */
import type { Explanation, PlanDocument } from "#planner";
import {
  BASIS_TEXT,
  EXCLUDED_TEXT,
  type RuleKinds,
  conflictText,
  counted,
  decimal,
  forbiddingText,
  grouped,
  leftAfter,
  listed,
  memoryText,
  misfitText,
  missText,
  shortRows,
  stepRows,
  settingWords,
  valueText,
} from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import type { Column } from "./column.ts";
import { pairs, table, wrapped } from "./table.ts";

type Paint = Terminal["paint"];
type Of<S extends Explanation["state"]> = Extract<Explanation, { readonly state: S }>;

const INDENT = "  ";
const MOST_HOSTS = 6;

const STEPS: readonly Column[] = [
  { header: "Question", maxWidth: 70 },
  { header: "Hosts left", isNumber: true },
  { header: "taken away", isNumber: true },
];

const BY_TARGET: readonly Column[] = [
  { header: "Target" },
  { header: "Hosts in use", isNumber: true },
  { header: "platform takes it", isNumber: true },
  { header: "rules allow", isNumber: true },
  { header: "with room", isNumber: true },
];

const section = (title: string, body: string) => (body === "" ? "" : `\n${title}\n${body}`);

const stepsText = ({ funnel }: Explanation, kinds: RuleKinds) =>
  table(
    STEPS,
    stepRows(funnel, kinds).map(({ text, left, taken }, i) => [text, grouped(left), i === 0 ? "" : grouped(taken)]),
    INDENT,
  );

/** Target by target, where there are several. */
function targetsText({ funnels }: Explanation): string {
  if (funnels.length < 2) return "";
  const parts = ["hosts", "platform", "rule", "resource"] as const;
  const rows = funnels.map(({ target, steps }) => [target, ...parts.map((part) => grouped(leftAfter(steps, part)))]);
  return table(BY_TARGET, rows, INDENT);
}

/** The host that comes closest of those that cannot take it, with all that it lacks. */
function nearestText({ nearest }: Explanation): string {
  if (nearest === undefined) return "";
  const lines = nearest.misfits.map((misfit) => wrapped(`${nearest.host}: ${misfitText(misfit)}`, INDENT));
  return lines.join("");
}

const SHORT: readonly Column[] = [
  { header: "Target", maxWidth: 34 },
  { header: "Resource" },
  { header: "Asked", isNumber: true },
  { header: "most on one", isNumber: true },
  { header: "least", isNumber: true },
  { header: "on all", isNumber: true },
  { header: "Hosts", isNumber: true },
];

function shortText(explanation: Explanation): string {
  const rows = shortRows(explanation).map((row) => [
    row.target,
    row.resource,
    row.asks,
    row.most,
    row.least,
    row.inAll,
    row.hosts,
  ]);
  return rows.length === 0 ? "" : table(SHORT, rows, INDENT);
}

const linesOf = (sentences: readonly string[]): string => sentences.map((one) => wrapped(one, INDENT)).join("");

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
      : [["Settings", settings.map(([key, value]) => settingWords(key, value).join(" ")).join(", ")] as const]),
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

/** The explanation as text. @param kinds kinds of the request's rules, by id */
export function explanationText(explanation: Explanation, kinds: RuleKinds, paint: Paint): string {
  const head = `${paint("bold", explanation.workload)} ${headOf(explanation)}\n`;
  if (explanation.state === "excluded") return head;
  const titled = (title: string, body: string) => section(paint("bold", title), body);
  const isOut = explanation.state === "unplaced";
  return [
    head,
    isOut ? titled("Reasons", unplacedText(explanation)) : `\n${placedText(explanation)}`,
    titled("Hosts left after each question", stepsText(explanation, kinds)),
    titled("The same by target", targetsText(explanation)),
    titled(isOut ? "Nearest host" : "Nearest of the hosts that cannot take it", nearestText(explanation)),
    titled("Rules that forbid hosts", linesOf(explanation.forbidding.map(forbiddingText))),
    isOut ? titled("What hosts have left of it", shortText(explanation)) : "",
    isOut ? "" : titled("Refused by", refusals(explanation)),
  ].join("");
}

/** Everything the plan rests on that no document states, each with its source. */
export function assumptionsText({ result }: PlanDocument): string {
  const lines = result.assumptions.map(({ id, value, unit, source, note }) => {
    const amount = unit === "" ? valueText(value) : `${valueText(value)} ${unit}`;
    return wrapped(`${id}: ${amount}${note === undefined ? "" : ` (${note})`}  [${source}]`);
  });
  return lines.join("");
}
