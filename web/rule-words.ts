/** Rules in words, for the pages: what each kind says, and one rule in a line. */
import type { Rule } from "#planner";
import { listed } from "#planner/report/index.ts";

/** What a kind says, in the order of docs/RULES.md. A new kind does not compile until it has its words. */
export const RULE_KIND_WORDS: Readonly<Record<Rule["kind"], string>> = {
  apart: "apart: at most so many of them (1) on one host, rack or site",
  together: "together: all on one host, in one rack or site",
  split: "split: none of them shares a host, rack or site with any of the others",
  lonely: "lonely: their hosts carry nobody else",
  limit: "limit: on a host that carries any of the others, at most so many of them",
  pin: "pin: fixed to the places",
  fence: "fence: only on the places",
  ban: "ban: never on the places",
  among: "among: all of them inside one and the same of the places",
  near: "near: in the host, rack, site or group of the places",
  drain: "drain: the places stay empty and are no spares",
  quarantine: "quarantine: nobody else enters the places, and they leave them not",
  "max-hosts": "max-hosts: at most so many hosts of the places carry any of them",
  "min-hosts": "min-hosts: at least so many hosts of the places carry any of them",
  "max-partitions": "max-partitions: at most so many of them on each host of the places",
  contain: "contain: on at most so many hosts, only on the places, each at a price",
  reserve: "reserve: capacity stays free on each host, or across the places",
  preserve: "preserve: so many cores and MiB are counted for each of them",
  survive: "survive: so many hosts, racks or sites (1) may be lost, and they restart",
};

/** Names written out; the rest is counted. */
const MOST_NAMED = 6;
const LISTS: Readonly<Record<string, string>> = { from: "others", beside: "others", places: "places", to: "places" };
const SAID = new Set(["id", "kind", "workloads", ...Object.keys(LISTS)]);

/** A rule's parts as the table shows them. */
export interface RuleRow {
  readonly id: string;
  readonly kind: string;
  readonly workloads: string;
  /** The other workloads or the places it names, its numbers, its scope. */
  readonly more: string;
}

/** A rule in words. */
export function ruleRow(rule: Rule): RuleRow {
  const fields = Object.entries(rule as Readonly<Record<string, unknown>>);
  const lists = fields.flatMap(([name, value]) => {
    const what = LISTS[name];
    return what === undefined || !Array.isArray(value) || value.length === 0
      ? []
      : [`${what}: ${listed(value.map(String), MOST_NAMED)}`];
  });
  const rest = fields.flatMap(([name, value]) =>
    SAID.has(name) || value === undefined
      ? []
      : [`${name} ${typeof value === "number" ? value : JSON.stringify(value).replaceAll('"', "")}`],
  );
  return {
    id: rule.id,
    kind: rule.kind,
    workloads: rule.workloads.length === 0 ? "all" : listed(rule.workloads, MOST_NAMED),
    more: [...lists, ...rest].join("; "),
  };
}
