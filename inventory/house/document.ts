/**
 * The house JSON, "hostwright-inventory/1": the contract's records and nothing else. Strict: an unknown field, a value out
 * of bounds, an id that is not unique or points nowhere is an error with its place.
 */
import { z } from "zod";
import {
  ExistingHost,
  type InputProblem,
  InvalidInput,
  type Inventory,
  Series,
  Workload,
  readInput,
} from "#planner/contract/index.ts";
import type { ImportFile } from "../importer.ts";
import { nestsDeeper } from "../json-depth.ts";
import { reasonOf, unusable } from "../problem.ts";
import { encodingOf } from "../text.ts";

export const HOUSE_FORMAT = "hostwright-inventory/1";

export const HouseDocument = z
  .strictObject({
    format: z.literal(HOUSE_FORMAT),
    name: z.string().max(200).optional(),
    workloads: z.array(Workload).max(1_000_000).default([]),
    hosts: z.array(ExistingHost).max(200_000).default([]),
    series: z.array(Series).max(4_000_000).default([]),
  })
  .meta({ id: "HouseInventory" });
export type HouseDocument = z.infer<typeof HouseDocument>;

const MOST_PROBLEMS = 50;

const problem = (pointer: string, code: string, detail: string): InputProblem => ({ pointer, code, detail });

function doubles(list: readonly { readonly id: string }[], pointer: string): InputProblem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, i) => {
    const isDouble = seen.has(id);
    seen.add(id);
    return isDouble
      ? [problem(`${pointer}/${i}/id`, "duplicate-id", `"${id}" stands here twice; ids must be unique`)]
      : [];
  });
}

function dangling(document: HouseDocument): InputProblem[] {
  const hosts = new Set(document.hosts.map(({ id }) => id));
  const workloads = new Set(document.workloads.map(({ id }) => id));
  const lost = (pointer: string, id: string, where: string) =>
    problem(pointer, "unknown-id", `"${id}" is not among the ${where}`);
  return [
    ...document.workloads.flatMap(({ runsOn }, i) =>
      runsOn === undefined || hosts.has(runsOn) ? [] : [lost(`/workloads/${i}/runsOn`, runsOn, "hosts")],
    ),
    ...document.series.flatMap(({ workload }, i) =>
      workloads.has(workload) ? [] : [lost(`/series/${i}/workload`, workload, "workloads")],
    ),
  ];
}

const placed = (file: string, problems: readonly InputProblem[]): InvalidInput =>
  new InvalidInput(
    problems.slice(0, MOST_PROBLEMS).map((one) => ({ ...one, pointer: `${file} ${one.pointer}`.trim() })),
  );

/** Levels of arrays and objects; the format has 4, and a walk along thousands overflows the stack. */
const MOST_DEPTH = 64;

function parsed(file: ImportFile): unknown {
  const text = new TextDecoder(encodingOf(file.bytes)).decode(file.bytes);
  if (nestsDeeper(new TextEncoder().encode(text), MOST_DEPTH)) {
    throw unusable(file.name, "damaged-file", `nests deeper than ${MOST_DEPTH} levels`);
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw unusable(file.name, "damaged-file", `not JSON: ${reasonOf(thrown)}`);
  }
}

/** Read one house document. @throws InvalidInput with every problem found, each with file, JSON pointer, value and bound */
export function readHouseDocument(file: ImportFile): HouseDocument {
  const input = parsed(file);
  const checked = readInput(HouseDocument, input);
  if (!checked.success) throw placed(file.name, checked.problems);
  const document = checked.data;
  const problems = [
    ...doubles(document.workloads, "/workloads"),
    ...doubles(document.hosts, "/hosts"),
    ...dangling(document),
  ];
  if (problems.length > 0) throw placed(file.name, problems);
  if (document.workloads.length === 0) throw unusable(file.name, "no-workloads", "the inventory has no workloads");
  return document;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Keys in the order of the schema, free keys (tags) by name, so that equal inventories give equal bytes. */
function ordered(value: unknown, keys: readonly string[]): Json {
  if (typeof value !== "object" || value === null) return value as Json;
  if (Array.isArray(value)) return value as Json;
  const record = value as Readonly<Record<string, unknown>>;
  const free = Object.keys(record).filter((key) => !keys.includes(key));
  const names = [...keys.filter((key) => record[key] !== undefined), ...free.sort((a, b) => (a < b ? -1 : 1))];
  return Object.fromEntries(names.map((key) => [key, ordered(record[key], [])]));
}

const lines = (list: readonly unknown[], keys: readonly string[]): string =>
  list.length === 0 ? "[]" : `[\n${list.map((one) => JSON.stringify(ordered(one, keys))).join(",\n")}\n]`;

/**
 * An inventory as house JSON, one record on a line; the same inventory gives the same bytes. Findings are not part of it.
 */
export function writeHouse(inventory: Inventory): string {
  const { workloads, hosts, series } = inventory;
  return `{"format":${JSON.stringify(HOUSE_FORMAT)},
"workloads":${lines(workloads, Object.keys(Workload.shape))},
"hosts":${lines(hosts, Object.keys(ExistingHost.shape))},
"series":${lines(series, Object.keys(Series.shape))}}
`;
}
