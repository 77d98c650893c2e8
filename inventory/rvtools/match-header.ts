/**
 * Finds the columns of a tab by their headers, never by position: custom attributes insert columns, releases rename them,
 * anonymisers damage them. A damaged header is taken for the nearest missing one only when a few letters differ.
 */
import type { Findings, Place } from "../findings.ts";
import { COLUMNS, type Column, type KeysOf, type Tab, headerKey } from "./columns.ts";
import { otherHeaders } from "./known-headers.ts";

/** Position of each column that was found, in the order of the file. */
export type Positions<T extends Tab> = ReadonlyMap<KeysOf<T>, number>;

export interface Matched<T extends Tab> {
  readonly positions: Positions<T>;
  /** Columns without which nothing can be imported and that are not there. */
  readonly missing: readonly string[];
}

/** Letters that may differ: none up to 3, one up to 5, two up to 9, three beyond. */
const tolerated = (length: number): number => (length <= 3 ? 0 : length <= 5 ? 1 : length <= 9 ? 2 : 3);

/** Levenshtein distance, O(n·m); headers are short. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** No genuine header is longer; distance is quadratic, so longer ones are not compared. */
const LONGEST_HEADER = 80;

interface Unclaimed {
  readonly key: string;
  readonly text: string;
  readonly at: number;
}

function nearest(column: Column, unclaimed: readonly Unclaimed[]): Unclaimed | undefined {
  const near = unclaimed
    .filter(({ key }) => key.length <= LONGEST_HEADER)
    .map((one) => {
      const keys = column.names.map(headerKey);
      const distance = Math.min(...keys.map((key) => editDistance(key, one.key) - tolerated(key.length)));
      return { one, distance };
    })
    .filter(({ distance }) => distance <= 0)
    .sort((a, b) => a.distance - b.distance);
  // Two equally near headers say nothing about which one it is.
  return near.length > 1 && near[0]?.distance === near[1]?.distance ? undefined : near[0]?.one;
}

interface Search {
  readonly header: readonly string[];
  readonly place: Place;
  readonly findings: Findings;
}

/** Exact matches (by key), the first name that is there winning; later columns of the same name are reported. */
function exact(columns: readonly [string, Column][], { header, place, findings }: Search): Map<string, number> {
  const places = new Map<string, number[]>();
  header.forEach((text, at) => places.set(headerKey(text), [...(places.get(headerKey(text)) ?? []), at]));
  const found = new Map<string, number>();
  for (const [key, column] of columns) {
    const at = column.names.map((name) => places.get(headerKey(name))).find((list) => list !== undefined);
    if (at?.[0] === undefined) continue;
    found.set(key, at[0]);
    for (const again of at.slice(1)) {
      findings.add("duplicate-column", { ...place, column: header[again] }, { raw: `column ${again + 1}` });
    }
  }
  return found;
}

/** Headers that no column claimed and RVTools does not write. */
function strangers(tab: Tab, taken: ReadonlySet<number>, header: readonly string[]): readonly Unclaimed[] {
  const known = new Set([
    ...(otherHeaders(tab) ?? []).map(headerKey),
    ...Object.values<Column>(COLUMNS[tab]).flatMap((column) => column.names.map(headerKey)),
  ]);
  return header
    .map((text, at) => ({ text, at, key: headerKey(text) }))
    .filter(({ key, at }) => key !== "" && !taken.has(at) && !known.has(key));
}

/** Find the columns of a tab; everything that was repaired, missing or left aside becomes a finding. */
export function matchHeader<T extends Tab>(tab: T, search: Search): Matched<T> {
  const { header, place, findings } = search;
  const columns = Object.entries<Column>(COLUMNS[tab]);
  const found = exact(columns, search);
  let rest = strangers(tab, new Set(found.values()), header);
  const missing: string[] = [];
  for (const [key, column] of columns) {
    if (found.has(key)) continue;
    const repaired = nearest(column, rest);
    if (repaired !== undefined) {
      found.set(key, repaired.at);
      rest = rest.filter((one) => one !== repaired);
      findings.add("header-repaired", place, { raw: repaired.text, bound: column.names[0] });
    } else if (column.need === "must") {
      missing.push(column.names[0]);
    } else if (column.without !== "") {
      findings.add("missing-column", { ...place, column: column.names[0] }, { bound: column.without });
    }
  }
  if (rest.length > 0 && otherHeaders(tab) !== undefined) {
    findings.add("columns-ignored", place, { raw: rest.map((one) => one.text).join(", ") });
  }
  const inFileOrder = [...found].sort(([, a], [, b]) => a - b);
  return { positions: new Map(inFileOrder) as unknown as Positions<T>, missing };
}
