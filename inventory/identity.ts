/**
 * Ids that users can read: the name where it is unique, else the name and the shortest thing that tells it apart. Names
 * come from hostile files, so they live in Maps, are printable and bounded.
 */
import type { Findings, Place } from "./findings.ts";
import { NAME_LENGTH, cleaned, cut, hasControls } from "./text.ts";

/** A name made fit to carry; what was changed becomes a finding. */
export function fitName(text: string, place: Place, findings: Findings): string {
  const printable = cleaned(text);
  if (hasControls(text)) findings.add("name-cleaned", place, { raw: text, subject: printable });
  if (printable.length <= NAME_LENGTH) return printable;
  findings.add("name-cut", place, { raw: printable, bound: `${NAME_LENGTH} characters` });
  return cut(printable, NAME_LENGTH);
}

export interface Naming {
  readonly name: string;
  /** What may tell it from others of the same name, best first. */
  readonly marks: readonly string[];
}

/** Room left in an id for " (mark)". */
const MARK_LENGTH = 60;

function marked(name: string, mark: string): string {
  const short = cleaned(mark).slice(0, MARK_LENGTH).toWellFormed();
  return `${cut(name, NAME_LENGTH - short.length - 3)} (${short})`;
}

/** What is taken, which marked ids several would claim, and the last number tried for each name. */
interface Taken {
  readonly ids: Set<string>;
  readonly shared: ReadonlySet<string>;
  readonly numbers: Map<string, number>;
}

function firstFree(naming: Naming, { ids, shared, numbers }: Taken): string {
  for (const mark of naming.marks) {
    const id = marked(naming.name, mark);
    if (mark !== "" && !ids.has(id) && !shared.has(id)) return id;
  }
  // Counting on from the last number keeps a million equal names linear.
  for (let n = (numbers.get(naming.name) ?? 1) + 1; ; n += 1) {
    numbers.set(naming.name, n);
    const id = marked(naming.name, `#${n}`);
    if (!ids.has(id)) return id;
  }
}

/** Marked ids that more than one of the namings would give. */
function sharedMarks(namings: readonly Naming[]): ReadonlySet<string> {
  const once = new Set<string>();
  const shared = new Set<string>();
  for (const { name, marks } of namings) {
    for (const id of new Set(marks.map((mark) => marked(name, mark)))) (once.has(id) ? shared : once).add(id);
  }
  return shared;
}

/**
 * One id for each naming, in order; all differ from each other and from those in `taken`.
 * Names that stand alone are their own id.
 */
export function uniqueIds(namings: readonly Naming[], taken: Iterable<string> = []): readonly string[] {
  const counts = new Map<string, number>();
  for (const { name } of namings) counts.set(name, (counts.get(name) ?? 0) + 1);
  const isDouble = ({ name }: Naming) => (counts.get(name) ?? 0) > 1;
  const given = new Set(taken);
  // Names that stand alone go first, so that no marked id takes one from its owner.
  const ids = namings.map((naming) => (isDouble(naming) || given.has(naming.name) ? undefined : naming.name));
  for (const id of ids) if (id !== undefined) given.add(id);
  const all: Taken = { ids: given, shared: sharedMarks(namings.filter(isDouble)), numbers: new Map() };
  return namings.map((naming, i) => {
    const id = ids[i] ?? firstFree(naming, all);
    given.add(id);
    return id;
  });
}
