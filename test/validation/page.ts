/** The checks as docs/VALIDATION.md and as a table for the terminal. No dates, no durations: the same checks, the same bytes. */
import { table } from "../../docs/generate/markdown.ts";
import { type Check, type Verdict, verdictOf } from "./check.ts";

/** Figures are printed to this many digits: fewer than floating point differs by between machines. */
const DIGITS = 7;

const INTRO = `What others published or what can be computed exactly, beside what Hostwright gets. Written by \`npm run validate\`; \`npm test\`
fails when a line that gates does not hold and when this page is stale. Lines "for reference" rest on figures nobody here could
check against the original, or have no stated bound: they are shown and gate nothing.`;

/** Tolerances are round numbers. */
const TOLERANCE_DIGITS = 3;

const text = (figure: number | string, digits = DIGITS): string =>
  typeof figure === "string" ? figure : String(Number(figure.toPrecision(digits)));

function toleranceText({ tolerance, toleranceKind, unit, gates }: Check): string {
  if (!gates) return "";
  if (toleranceKind === "exact") return "exact";
  if (toleranceKind === "relative") return `±${text(tolerance * 100, TOLERANCE_DIGITS)} %`;
  return `±${text(tolerance, TOLERANCE_DIGITS)} ${unit}`.trim();
}

const VERDICTS = ["ok", "FAILS", "for reference"] as const satisfies readonly Verdict[];
const HEAD = ["what", "published", "ours", "unit", "tolerance", "verdict", "source"];

const cells = (check: Check): readonly string[] => [
  check.note === undefined ? check.what : `${check.what} (${check.note})`,
  text(check.published),
  text(check.ours),
  check.unit,
  toleranceText(check),
  verdictOf(check),
  check.source,
];

/** Gates by number ("G2" before "G14"), then the named ones; checks keep their order within. */
function byGate(checks: readonly Check[]): readonly (readonly [string, readonly Check[]])[] {
  const rank = (gate: string) => Number(/^G(\d+)$/.exec(gate)?.[1] ?? Infinity);
  const order = (a: string, b: string) => (rank(a) === rank(b) ? (a < b ? -1 : 1) : rank(a) - rank(b));
  return [...Map.groupBy(checks, (check) => check.gate)].toSorted(([a], [b]) => order(a, b));
}

const count = (checks: readonly Check[], verdict: Verdict): number =>
  checks.filter((check) => verdictOf(check) === verdict).length;

/** How many hold, fail and are for reference, as one line. */
export function summary(checks: readonly Check[]): string {
  const [ok, fails, shown] = VERDICTS.map((verdict) => count(checks, verdict));
  return `${ok} hold, ${fails} fail, ${shown} for reference`;
}

/** The page docs/VALIDATION.md. */
export function validationPage(checks: readonly Check[]): string {
  const gates = byGate(checks);
  const overview = table(
    ["gate", "hold", "fail", "for reference"],
    gates.map(([gate, list]) => [gate, ...VERDICTS.map((verdict) => String(count(list, verdict)))]),
  );
  const sections = gates.map(([gate, list]) => `## ${gate}\n\n${table(HEAD, list.map(cells))}`);
  return `${["# Validation", INTRO, overview, ...sections].join("\n\n")}\n`;
}

/** Longest text of one column on a terminal. */
const WIDEST = 58;

/** The same lines for a terminal, one below the other. */
export function validationTable(checks: readonly Check[]): string {
  const shown = (value: string) => (value.length > WIDEST ? `${value.slice(0, WIDEST - 1)}…` : value);
  const rows = byGate(checks).flatMap(([gate, list]) =>
    list.map((check) => [gate, ...cells(check).slice(0, -1)].map(shown)),
  );
  const all = [["gate", ...HEAD.slice(0, -1)], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length))) ?? [];
  return all
    .map((row) =>
      row
        .map((value, i) => value.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
