/**
 * Footnotes of a comparison: every number behind its figures that is recalled or assumed, said once below the table.
 * What is known of one host type is one footnote, marked by a number; what all plans share (cooling, carbon, racks,
 * prices) is one by subject, marked by a letter. A mark that every row would have stands on the column's header instead.
 */
import type { PlanResult, UsedFact } from "#planner";
import { counted, decimal } from "#planner/report/index.ts";
import { wrapped } from "./table.ts";

/** Kinds of columns, by what their figures rest on. */
export const NOTED = ["sizing", "watts", "heat", "racks", "energy", "licences", "cost", "carbon"] as const;
export type Noted = (typeof NOTED)[number];

/** What of a host type each kind of column rests on; the others rest on nothing of it. */
const OF_HOST: Readonly<Partial<Record<Noted, RegExp>>> = {
  watts: /^power/,
  heat: /^(power|btuPerHour)/,
  racks: /^(power|rackUnits|weightKg|btuPerHour)/,
  energy: /^power/,
  licences: /^(sockets|coresPerSocket)/,
  cost: /^(power|price|rackUnits)/,
  carbon: /^(power|embodied)/,
};

interface Subject {
  readonly key: string;
  readonly title: string;
  readonly ids: RegExp;
  readonly columns: readonly Noted[];
}

/** Subjects by the ids of their facts; the first that fits. Sizing is all that no other takes. */
const SUBJECTS: readonly Subject[] = [
  { key: "carbon", title: "Carbon", ids: /^energy\.grid|carbon|embodied/i, columns: ["carbon"] },
  { key: "heat", title: "Heat", ids: /^energy\.(btu|air|inlet)/i, columns: ["heat"] },
  { key: "curve", title: "Draw between idle and full load", ids: /^energy\.curve/, columns: ["watts"] },
  { key: "cooling", title: "Cooling and losses", ids: /^energy\./, columns: ["energy", "cost", "carbon"] },
  { key: "room", title: "Racks and feeds", ids: /^room\./, columns: ["racks"] },
  { key: "prices", title: "Prices", ids: /price|money|licen[cs]e|^lic\./i, columns: ["licences", "cost"] },
  { key: "sizing", title: "Sizing and placing", ids: /^/, columns: ["sizing"] },
];

interface Group {
  readonly key: string;
  readonly title: string;
  readonly isHostType: boolean;
  /** By text, so that each is said once. */
  readonly entries: Map<string, { readonly columns: readonly Noted[] }>;
}

const LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏ";
const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raised = (n: number) => Array.from(String(n), (digit) => DIGITS[Number(digit)] ?? "").join("");

const MOST_DIGITS = 5;

function entryText(name: string, { value, unit, source }: Omit<UsedFact, "id">): string {
  const text = typeof value === "number" ? decimal(value, MOST_DIGITS) : String(value);
  return `${name} ${text}${unit === "" ? "" : ` ${unit}`} (${source})`;
}

/** Prices of licences that nobody read in a document. */
const licencePrices = ({ licences }: PlanResult): readonly UsedFact[] =>
  (licences?.after ?? []).flatMap(({ title, price }) =>
    price === undefined || !/^(recalled|assumed)/.test(price.source)
      ? []
      : [
          {
            id: `price/${title}`,
            value: price.each,
            unit: `${price.currency}, ${price.asOf}`,
            source: price.source,
          },
        ],
  );

interface Found {
  readonly key: string;
  readonly title: string;
  readonly isHostType: boolean;
  readonly text: string;
  readonly columns: readonly Noted[];
}

/** One assumption of a plan as part of a footnote. @param own host types of the plan's targets */
function found(assumption: UsedFact, own: ReadonlySet<string>): Found {
  const at = assumption.id.indexOf("/");
  const subject = assumption.id.slice(0, Math.max(0, at));
  const name = assumption.id.slice(at + 1);
  if (own.has(subject)) {
    const columns = NOTED.filter((column) => OF_HOST[column]?.test(name) === true);
    if (columns.length > 0)
      return { key: subject, title: subject, isHostType: true, text: entryText(name, assumption), columns };
  }
  const { key, title, columns } = SUBJECTS.find(({ ids }) => ids.test(assumption.id)) ?? {
    key: "sizing",
    title: "Sizing and placing",
    columns: ["sizing"] as const,
  };
  return { key, title, isHostType: false, text: entryText(assumption.id, assumption), columns };
}

/** Footnotes of several plans. */
export interface Footnotes {
  /** Marks on a cell of a row; "" for none. */
  readonly cell: (row: number, column: Noted) => string;
  /** Marks on the header of a column. */
  readonly header: (column: Noted) => string;
  /** The notes, ready to print. */
  readonly text: string;
}

/** Entries of sizing are many and belong to no figure in particular: they are counted, unless all are asked for. */
function noteText(group: Group, mark: string, isVerbose: boolean): string {
  const entries = [...group.entries.keys()];
  const isFolded = group.key === "sizing" && !isVerbose;
  const told = isFolded
    ? `${counted(entries.length, "number")} of platforms and of today's hosts; --verbose lists them`
    : entries.join("; ");
  return wrapped(`${mark} ${group.title}: ${told}.`, "  ");
}

/** Columns that not every plan has figures for: what they rest on is not told where there are none. */
const IS_KNOWN: Readonly<Partial<Record<Noted, (result: PlanResult) => boolean>>> = {
  racks: ({ room }) => room !== undefined,
  licences: ({ licences }) => licences !== undefined,
  cost: ({ money }) => money !== undefined,
  carbon: ({ energy }) => energy.after.kgCO2ePerYear !== undefined,
};

/** Facts that say the same for the same reason, told as one: "energy.curve.2001, 2004 …". */
function together(facts: readonly UsedFact[]): readonly UsedFact[] {
  const same = Map.groupBy(facts, (one) => JSON.stringify([one.id.replace(/\.?\d+$/, ""), one.value, one.source]));
  return [...same.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const ends = others.map(({ id }) => id.replace(/^.*\./, ""));
    return [{ ...first, id: [first.id, ...ends].join(", ") }];
  });
}

const keysOf = (result: PlanResult | undefined): readonly Found[] => {
  if (result === undefined) return [];
  const own = new Set(result.targets.map(({ hostType }) => hostType));
  return together([...result.assumptions, ...licencePrices(result)]).flatMap((one) => {
    const { columns, ...rest } = found(one, own);
    const told = columns.filter((column) => IS_KNOWN[column]?.(result) ?? true);
    return told.length === 0 ? [] : [{ ...rest, columns: told }];
  });
};

function grouping(rows: readonly (readonly Found[])[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const { key, title, isHostType, text, columns } of rows.flat()) {
    const group = groups.get(key) ?? { key, title, isHostType, entries: new Map() };
    group.entries.set(text, { columns });
    groups.set(key, group);
  }
  return groups;
}

function marksOf(groups: ReadonlyMap<string, Group>): ReadonlyMap<string, string> {
  const [types, subjects] = [true, false].map((isHostType) =>
    [...groups.values()].filter((group) => group.isHostType === isHostType),
  );
  return new Map([
    ...(types ?? []).map(({ key }, i) => [key, raised(i + 1)] as const),
    ...(subjects ?? []).map(({ key }, i) => [key, LETTERS[i] ?? ""] as const),
  ]);
}

/**
 * Footnotes of the rows of a comparison.
 * @param results one per row; undefined where there is no plan
 * @param isVerbose with every number of sizing, of which there may be hundreds
 */
export function footnotesOf(results: readonly (PlanResult | undefined)[], isVerbose: boolean): Footnotes {
  const rows = results.map(keysOf);
  const groups = grouping(rows);
  const marks = marksOf(groups);
  const keysIn = (row: number, column: Noted) =>
    new Set((rows[row] ?? []).filter(({ columns }) => columns.includes(column)).map(({ key }) => key));
  const planned = results.flatMap((result, row) => (result === undefined ? [] : [row]));
  const shared = (column: Noted) =>
    [...groups.keys()].filter((key) => planned.every((row) => keysIn(row, column).has(key)));
  const marked = (keys: Iterable<string>) => [...keys].map((key) => marks.get(key) ?? "").join("");
  const headers = new Map(NOTED.map((column) => [column, shared(column)] as const));
  const ordered = [...groups.values()].toSorted((a, b) => Number(a.isHostType) - Number(b.isHostType));
  return {
    cell: (row, column) => {
      const onHeader = new Set(headers.get(column));
      return marked([...keysIn(row, column)].filter((key) => !onHeader.has(key)));
    },
    header: (column) => marked(headers.get(column) ?? []),
    text: ordered.map((group) => noteText(group, marks.get(group.key) ?? "", isVerbose)).join(""),
  };
}
