/**
 * Wishes that name workloads, for an estate in which some of them are gone: the names that are left, or nothing where
 * what is left asks nothing. A rule that named somebody never becomes one about everybody. Everything dropped is told.
 */
import type { CurrentPlace, Finding, PlanRequest, Rule, Workload } from "../contract/index.ts";
import { matches } from "../cost/licences/index.ts";

/** Names in a finding; it has room for 200 characters. */
const MOST_NAMES = 8;
const MOST_TEXT = 200;
/** Kinds that mean nothing with a single workload. */
const COMPANY: ReadonlySet<Rule["kind"]> = new Set(["apart", "together", "among"]);

/** What is left, and what was dropped on the way. */
export interface Remaining<T> {
  readonly left: T;
  readonly findings: readonly Finding[];
}

/** "a, b and 3 more" */
const named = (names: readonly string[]): string =>
  names.length > MOST_NAMES
    ? `${names.slice(0, MOST_NAMES).join(", ")} and ${names.length - MOST_NAMES} more`
    : names.join(", ");

const finding = (code: string, severity: Finding["severity"], subject: string, names: readonly string[]): Finding => ({
  code,
  severity,
  file: "",
  subject: subject.slice(0, MOST_TEXT),
  raw: named(names).slice(0, MOST_TEXT),
});

/** Each name once, those that are gone and those that are there. */
function parted(names: readonly string[], known: ReadonlySet<string>) {
  return { there: names.filter((name) => known.has(name)), gone: names.filter((name) => !known.has(name)) };
}

/** The rule with the names that are left; undefined where they are too few for it. */
function ruleWithout(
  rule: Rule,
  known: ReadonlySet<string>,
): { readonly rule?: Rule; readonly gone: readonly string[] } {
  const own = parted(rule.workloads, known);
  const others = rule.kind === "split" ? rule.from : rule.kind === "limit" ? rule.beside : undefined;
  const beside = others === undefined ? undefined : parted(others, known);
  const gone = [...own.gone, ...(beside?.gone ?? [])];
  if (gone.length === 0) return { rule, gone };
  const least = COMPANY.has(rule.kind) ? 2 : 1;
  const isEmpty = (rule.workloads.length > 0 && own.there.length < least) || beside?.there.length === 0;
  if (isEmpty) return { gone };
  const left = { ...rule, workloads: own.there };
  if (left.kind === "split") return { rule: { ...left, from: beside?.there ?? [] }, gone };
  if (left.kind === "limit") return { rule: { ...left, beside: beside?.there ?? [] }, gone };
  return { rule: left, gone };
}

/** What a rule says, whatever its id and the order of names. */
const saying = ({ id: _id, ...says }: Rule): string =>
  JSON.stringify(says, (_key, value: unknown) => (Array.isArray(value) ? value.map(String).sort() : value));

/** The rules that still say something, and nothing twice; O(names × log). */
export function remainingRules(rules: readonly Rule[], known: ReadonlySet<string>): Remaining<Rule[]> {
  const found = rules.map((before) => ({ before, ...ruleWithout(before, known) }));
  const said = new Set(
    found.flatMap(({ rule, gone }) => (rule === undefined || gone.length > 0 ? [] : [saying(rule)])),
  );
  const left: Rule[] = [];
  const findings: Finding[] = [];
  for (const { before, rule, gone } of found) {
    if (rule === undefined) findings.push(finding("rule-left-out", "warning", before.id, gone));
    else if (gone.length === 0) left.push(rule);
    else if (said.has(saying(rule))) findings.push(finding("rule-said-twice", "warning", before.id, gone));
    else {
      said.add(saying(rule));
      left.push(rule);
      findings.push(finding("gone-from-rule", "warning", before.id, gone));
    }
  }
  return { left, findings };
}

type Licences = PlanRequest["licences"];

/** The licences that somebody still needs; O(names), and O(workloads) for each that matches. */
export function remainingLicences(licences: Licences, workloads: readonly Workload[]): Remaining<Licences> {
  const known = new Set(workloads.map(({ id }) => id));
  const findings: Finding[] = [];
  const left = licences.flatMap((licence): Licences => {
    const match = "match" in licence ? licence.match : undefined;
    if (match !== undefined) {
      if (workloads.some((workload) => matches(workload, match))) return [licence];
      findings.push(finding("licence-left-out", "warning", licence.id, ["all that it matched"]));
      return [];
    }
    const { there, gone } = parted(licence.workloads ?? [], known);
    if (gone.length === 0) return [licence];
    const isEmpty = there.length === 0;
    findings.push(finding(isEmpty ? "licence-left-out" : "gone-from-licence", "warning", licence.id, gone));
    return isEmpty ? [] : [{ ...licence, workloads: there }];
  });
  return { left, findings };
}

/** Where those that are left stand today. */
export function remainingPlaces(
  current: readonly CurrentPlace[] | undefined,
  known: ReadonlySet<string>,
): Remaining<CurrentPlace[] | undefined> {
  if (current === undefined) return { left: undefined, findings: [] };
  const gone = current.filter(({ workload }) => !known.has(workload)).map(({ workload }) => workload);
  return {
    left: current.filter(({ workload }) => known.has(workload)),
    findings: gone.length === 0 ? [] : [finding("gone-from-today", "info", `${gone.length}`, gone)],
  };
}
