/**
 * An inventory without names: workloads, hosts, clusters, sites, folders, tags, rules, places and files go by pseudonyms,
 * free texts are left out, figures stay as they are. The same name has the same pseudonym everywhere. What a plan of it
 * figures out is what it would figure out of the original; only replays of hosts draw other random numbers, because their
 * streams are named by guest. The order of names shows through, and so does what figures alone give away.
 */
import type { ExistingHost, Inventory, PlaceGroup, Rule, Workload } from "#planner/contract/index.ts";
import { noted } from "../edit/note.ts";
import { anonymousFinding } from "./findings.ts";
import { type NameKind, type Names, isKnownVersion, isOwnTag, namesOf, tagKind } from "./names.ts";

/** A name and what stands for it. */
export interface NameRow {
  readonly kind: NameKind;
  readonly name: string;
  readonly pseudonym: string;
}

/** The pseudonym; every name was collected before, so that there is one. @throws Error for a name that was not */
function of(names: Names, kind: NameKind, name: string): string {
  const found = names[kind].get(name);
  if (found === undefined) throw new Error(`a ${kind} has no pseudonym`);
  return found;
}

function anonymousTags(tags: Workload["tags"], names: Names): Workload["tags"] {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [
      isOwnTag(key) ? key : of(names, "tag key", key),
      value === "" ? "" : of(names, tagKind(key), value),
    ]),
  );
}

function anonymousWorkload(workload: Workload, names: Names): Workload {
  const { os, runsOn } = workload;
  return {
    ...workload,
    id: of(names, "workload", workload.id),
    name: of(names, "workload", workload.name),
    os: isKnownVersion(os) || os.version === undefined ? os : { ...os, version: of(names, "system", os.version) },
    ...(runsOn === undefined ? {} : { runsOn: of(names, "host", runsOn) }),
    tags: anonymousTags(workload.tags, names),
  };
}

function anonymousHost(host: ExistingHost, names: Names): ExistingHost {
  const { cluster, model, cpuModel, ...rest } = host;
  const tells = (text: string | undefined) =>
    text !== undefined && (text.includes(host.name) || text.includes(host.id));
  return {
    ...rest,
    id: of(names, "host", host.id),
    name: of(names, "host", host.name),
    ...(model === undefined || tells(model) ? {} : { model }),
    ...(cpuModel === undefined || tells(cpuModel) ? {} : { cpuModel }),
    ...(cluster === undefined ? {} : { cluster: cluster === "" ? "" : of(names, "cluster", cluster) }),
  };
}

const place = (text: string, names: Names) => names.place.get(text) ?? text;

function anonymousRule(rule: Rule, names: Names): Rule {
  const workloads = (list: readonly string[]) => list.map((name) => of(names, "workload", name));
  const places = (list: readonly string[]) => list.map((text) => place(text, names));
  return {
    ...rule,
    id: of(names, "rule", rule.id),
    workloads: workloads(rule.workloads),
    ...("from" in rule ? { from: workloads(rule.from) } : {}),
    ...("beside" in rule ? { beside: workloads(rule.beside) } : {}),
    ...("places" in rule ? { places: places(rule.places) } : {}),
    ...("to" in rule ? { to: places(rule.to) } : {}),
  };
}

const anonymousPlace = (group: PlaceGroup, names: Names): PlaceGroup => ({
  ...group,
  id: of(names, "place", group.id),
  hosts: group.hosts.map((text) => place(text, names)),
  ...(group.in === undefined ? {} : { in: of(names, "place", group.in) }),
});

const EXTENSION = /\.(?:xlsx|csv|json)$/i;

/** Files keep their extension, which tells what they were and not whose. */
const withExtensions = (names: Names): Names => ({
  ...names,
  file: new Map(
    [...names.file].map(([file, pseudonym]) => [file, `${pseudonym}${EXTENSION.exec(file)?.[0].toLowerCase() ?? ""}`]),
  ),
});

/** An inventory under pseudonyms, and which name each stands for: who keeps that table can read plans of it. */
export interface Anonymised {
  readonly inventory: Inventory;
  readonly names: readonly NameRow[];
}

/** Anonymise. @param platforms ids of the catalogue's platforms: a rule's place of such a name is no secret and stays */
export function anonymise(inventory: Inventory, platforms: Iterable<string>): Anonymised {
  const names = withExtensions(namesOf(inventory, new Set(platforms)));
  const { format, files, workloads, hosts, series, findings, rules, places } = inventory;
  const made: Inventory = {
    format,
    files: files.map((file) => names.file.get(file) ?? ""),
    workloads: workloads.map((one) => anonymousWorkload(one, names)),
    hosts: hosts.map((one) => anonymousHost(one, names)),
    series: series.map((one) => ({ ...one, workload: of(names, "workload", one.workload) })),
    findings: findings.map((one) => anonymousFinding(one, names)),
    ...(rules === undefined ? {} : { rules: rules.map((one) => anonymousRule(one, names)) }),
    ...(places === undefined ? {} : { places: places.map((one) => anonymousPlace(one, names)) }),
  };
  const rows = (Object.keys(names) as NameKind[]).flatMap((kind) =>
    [...names[kind]].map(([name, pseudonym]): NameRow => ({ kind, name, pseudonym })),
  );
  const count = workloads.length === 1 ? "1 workload" : `${workloads.length} workloads`;
  return { inventory: noted(made, "edit-anonymised", { who: count }), names: rows };
}
