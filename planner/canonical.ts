/** The canonical form of a request: lists in order of id, keys in order of name; its SHA-256 names the question. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { PlanRequest, Series } from "./contract/index.ts";

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const seriesKey = (s: Series) => `${s.workload}\u0000${s.metric}\u0000${s.start}`;
const bySeries = (a: Series, b: Series) => (seriesKey(a) < seriesKey(b) ? -1 : 1);

/** The same request with every list whose order means nothing sorted; targets keep theirs (it breaks ties). */
export function canonical(request: PlanRequest): PlanRequest {
  return {
    ...request,
    workloads: request.workloads.toSorted(byId),
    hosts: request.hosts.toSorted(byId),
    series: request.series.toSorted(bySeries),
    rules: request.rules.toSorted(byId),
  };
}

const isNumber = (value: unknown): boolean => typeof value === "number";

function ofObject(value: object): string {
  const parts: string[] = [];
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, part] of entries) if (part !== undefined) parts.push(`${JSON.stringify(key)}:${sortedJson(part)}`);
  return `{${parts.join(",")}}`;
}

/** JSON with sorted keys: equal values give equal text. Long lists of numbers go to the engine whole: a replacer costs tenfold. */
export function sortedJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (!Array.isArray(value)) return ofObject(value);
  return value.every(isNumber) ? JSON.stringify(value) : `[${value.map(sortedJson).join(",")}]`;
}

const present = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, part]) => part !== undefined);

/** Would two values have the same sorted JSON? Compared part by part: a third of the time, and no text. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return sortedJson(a) === sortedJson(b);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((part, i) => isSame(part, b[i]));
  }
  const [mine, theirs] = [present(a), new Map(present(b))];
  return mine.length === theirs.size && mine.every(([key, part]) => theirs.has(key) && isSame(part, theirs.get(key)));
}

/** SHA-256 of a value as JSON with sorted keys, in hex. */
export const hashOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(sortedJson(value))));

/** JSON with sorted keys of objects that many requests share; whoever plans many keeps one and gives it to each. */
export type KnownTexts = WeakMap<object, string>;

function knownText(value: object, known: KnownTexts): string {
  const text = known.get(value) ?? sortedJson(value);
  known.set(value, text);
  return text;
}

/**
 * SHA-256 of the canonical request as JSON with sorted keys, in hex; findings do not count, they change no answer.
 * @param known texts of series that were met before; left out = none are kept
 */
export function inputHash(request: PlanRequest, known?: KnownTexts): string {
  const { findings: _findings, ...rest } = canonical(request);
  if (known === undefined) return hashOf(rest);
  const series = `[${rest.series.map((one) => knownText(one, known)).join(",")}]`;
  const parts = Object.entries(rest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, part]) => {
      if (part === undefined) return [];
      return `${JSON.stringify(key)}:${key === "series" ? series : sortedJson(part)}`;
    });
  return bytesToHex(sha256(utf8ToBytes(`{${parts.join(",")}}`)));
}
