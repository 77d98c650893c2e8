/**
 * What the fuzz has learned from answers: ids by collection, so that it reaches what is there, and texts by field, so that bodies
 * name platforms and hosts that exist.
 */

const MOST = 60;

/** What was learned. */
export interface Memory {
  /** Last ids of each collection: plans, jobs, … */
  readonly ids: Map<string, string[]>;
  /** Texts by the name of their field. */
  readonly texts: Map<string, string[]>;
  /** Entity tags. */
  readonly tags: string[];
}

/** Nothing yet. */
export const emptyMemory = (): Memory => ({ ids: new Map(), texts: new Map(), tags: [] });

function note(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key) ?? [];
  map.set(key, list);
  if (list.includes(value)) return;
  list.push(value);
  if (list.length > MOST) list.shift();
}

const PLACE = /^\/api\/v1\/([\w-]+)\/([^/?]+)/;

/** Learn from an address such as /api/v1/plans/ID. */
export function learnPlace(memory: Memory, place: string): void {
  const found = PLACE.exec(place);
  if (found?.[1] !== undefined && found[2] !== undefined) note(memory.ids, found[1], found[2]);
}

/** Learn from a JSON value, the first entries of long lists only. */
export function learnValue(memory: Memory, value: unknown, field = ""): void {
  if (typeof value === "string") {
    if (value.startsWith("/api/v1/")) learnPlace(memory, value);
    else if (value.length < 60) note(memory.texts, field, value);
  } else if (Array.isArray(value)) for (const one of value.slice(0, 5)) learnValue(memory, one, field);
  else if (typeof value === "object" && value !== null)
    for (const [key, one] of Object.entries(value).slice(0, 60)) learnValue(memory, one, key);
}

/** Learn a tag. */
export function learnTag(memory: Memory, tag: string | null): void {
  if (tag === null) return;
  memory.tags.push(tag);
  if (memory.tags.length > MOST) memory.tags.shift();
}
