/** Every name that an inventory tells, by kind, and the pseudonym of each. */
import type { Finding, Inventory, Rule, Workload } from "#planner/contract/index.ts";
import { METRICS } from "#planner/contract/index.ts";
import { readOs } from "../os-text.ts";
import { type Pseudonyms, pseudonymsFor } from "./pseudonyms.ts";

/** Kinds of names, each with the beginning of its pseudonyms. */
export const NAME_KINDS = {
  workload: "wl",
  host: "host",
  cluster: "cluster",
  site: "site",
  folder: "folder",
  "tag key": "key",
  "tag value": "value",
  system: "os",
  rule: "rule",
  place: "place",
  file: "file",
  other: "name",
} as const;
export type NameKind = keyof typeof NAME_KINDS;

/** Pseudonyms by kind. */
export type Names = Readonly<Record<NameKind, Pseudonyms>>;

/** Tags whose key is our own importers' word, and what their values name. */
const OWN_TAGS: Readonly<Record<string, NameKind>> = { datacenter: "site", cluster: "cluster", folder: "folder" };

/** What the value of a tag names. */
export const tagKind = (key: string): NameKind =>
  Object.hasOwn(OWN_TAGS, key) ? (OWN_TAGS[key] ?? "tag value") : "tag value";
/** Is the key a word of ours, which tells nothing? */
export const isOwnTag = (key: string): boolean => Object.hasOwn(OWN_TAGS, key);

const BARE_VERSION = /^[VRM\d.]{1,12}$/;
const LABELLED = /^(?:VMware ESX|macOS)(?: [\d.]{1,8})?$/;

/** Is a system's version one that our own table writes? Anything else is free text, and may say whose it is. */
export function isKnownVersion({ family, version }: Workload["os"]): boolean {
  if (version === undefined || BARE_VERSION.test(version) || LABELLED.test(version)) return true;
  return [version, `${family} ${version}`, `${family} server ${version}`].some((text) => {
    const reading = readOs(text);
    return reading !== undefined && reading.family !== "other" && reading.version === version;
  });
}

/** What follows a platform's id where a place is a target, a host or a run of hosts of one. */
const REST_OF_PLACE = /^(?:@[A-Za-z0-9][\w.-]{0,59}(?:\/\d{1,7}(?:-\d{1,7})?)?)?$/;

/** Is it a place that the inventory names itself, and none of the catalogue's platforms, their targets and hosts? */
function isOwnPlace(text: string, groups: ReadonlySet<string>, platforms: ReadonlySet<string>): boolean {
  const [platform = ""] = text.split("@");
  return groups.has(text) || !platforms.has(platform) || !REST_OF_PLACE.test(text.slice(platform.length));
}

/** Workloads that a rule names, on all of its sides. */
const namedBy = (rule: Rule): readonly string[] => [
  ...rule.workloads,
  ...("from" in rule ? rule.from : []),
  ...("beside" in rule ? rule.beside : []),
];

function placesIn({ rules = [], places: groups = [] }: Inventory, platforms: ReadonlySet<string>): readonly string[] {
  const ids = new Set(groups.map(({ id }) => id));
  const named = [
    ...rules.flatMap((rule) => [...("places" in rule ? rule.places : []), ...("to" in rule ? rule.to : [])]),
    ...groups.flatMap(({ hosts, in: within }) => [...hosts, ...(within === undefined ? [] : [within])]),
  ];
  return [...ids, ...named.filter((text) => isOwnPlace(text, ids, platforms))];
}

const OF_SERIES = new RegExp(` (?:${METRICS.join("|")})$`);

/** Whom a finding speaks of: the name, and what a series' finding says behind it. */
export function subjectParts(subject: string): { readonly name: string; readonly tail: string } {
  const tail = OF_SERIES.exec(subject)?.[0] ?? "";
  return { name: subject.slice(0, subject.length - tail.length), tail };
}

/** Subjects that no list knows: rows that were not imported. */
function strangers(findings: readonly Finding[], known: readonly ReadonlySet<string>[]): readonly string[] {
  return findings.flatMap(({ subject }) => {
    if (subject === undefined) return [];
    const { name } = subjectParts(subject);
    return known.some((names) => names.has(name) || names.has(subject)) ? [] : [name];
  });
}

function listed(inventory: Inventory, platforms: ReadonlySet<string>): Readonly<Record<NameKind, ReadonlySet<string>>> {
  const { workloads, hosts, series, findings, files, rules = [] } = inventory;
  const tags = workloads.flatMap((workload) => Object.entries(workload.tags));
  const valuesOf = (kind: NameKind) =>
    tags.flatMap(([key, value]) => (tagKind(key) === kind && value !== "" ? value : []));
  const workload = new Set([
    ...workloads.flatMap(({ id, name }) => [id, name]),
    ...series.map((one) => one.workload),
    ...rules.flatMap(namedBy),
  ]);
  const host = new Set([
    ...hosts.flatMap(({ id, name }) => [id, name]),
    ...workloads.flatMap(({ runsOn }) => runsOn ?? []),
  ]);
  const cluster = new Set([...hosts.flatMap((one) => one.cluster ?? []), ...valuesOf("cluster")]);
  return {
    workload,
    host,
    cluster: new Set([...cluster].filter((name) => name !== "")),
    site: new Set(valuesOf("site")),
    folder: new Set(valuesOf("folder")),
    "tag key": new Set(tags.flatMap(([key]) => (isOwnTag(key) ? [] : key))),
    "tag value": new Set(valuesOf("tag value")),
    system: new Set(workloads.flatMap(({ os }) => (isKnownVersion(os) ? [] : (os.version ?? [])))),
    rule: new Set(rules.map(({ id }) => id)),
    place: new Set(placesIn(inventory, platforms)),
    file: new Set([...files, ...findings.map(({ file }) => file)].filter((name) => name !== "")),
    other: new Set(strangers(findings, [workload, host, cluster])),
  };
}

/**
 * All names of the inventory with their pseudonyms; the same inventory gives the same ones.
 * @param platforms ids of the catalogue: rules may name them as places, and they are nobody's secret
 */
export function namesOf(inventory: Inventory, platforms: ReadonlySet<string>): Names {
  const all = listed(inventory, platforms);
  const kinds = Object.keys(NAME_KINDS) as NameKind[];
  const taken = new Set(kinds.flatMap((kind) => [...all[kind]]));
  return Object.fromEntries(
    kinds.map((kind) => [kind, pseudonymsFor(all[kind], NAME_KINDS[kind], taken)]),
  ) as unknown as Names;
}
