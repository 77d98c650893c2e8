/**
 * The host catalogue: one JSON file per type in this folder, each figure with its source, checked as it is read. What
 * no document gives is marked assumed with the reason, or left out; nothing is filled in here.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { HostType, readInput } from "#planner/contract/index.ts";

export { HOST_SOURCES, hostSourcesIn } from "./sources.ts";

const EXTENSION = ".json";

function readHostType(file: string): HostType {
  const input: unknown = JSON.parse(readFileSync(join(import.meta.dirname, file), "utf8"));
  const parsed = readInput(HostType, input);
  if (!parsed.success) {
    const detail = parsed.problems.map((p) => `${p.pointer}: ${p.detail}`);
    throw new Error(`data/hosts/${file}: ${detail.join("; ")}`);
  }
  if (`${parsed.data.id}${EXTENSION}` !== file) {
    throw new Error(`data/hosts/${file}: the id "${parsed.data.id}" must be the file's name`);
  }
  return parsed.data;
}

/** Every host type known, sorted by id. Loading throws an Error that names the file, the field and the bound. */
export const HOST_TYPES: readonly HostType[] = Object.freeze(
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(EXTENSION))
    .map(readHostType)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
);

const BY_ID: ReadonlyMap<string, HostType> = new Map(HOST_TYPES.map((type) => [type.id, type]));

/** The host type of that id, or undefined. */
export const findHostType = (id: string): HostType | undefined => BY_ID.get(id);
