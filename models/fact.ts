/**
 * A number cannot be had without its source. `Sourced<T>` is the type that makes this so; `Fact<T>` adds the unit, and
 * a table of facts (`Facts`) is how every platform and host type states what it knows. Lints in test/ keep the sources good.
 */

/** How sure a recalled value is. */
export type Confidence = "sure" | "fairly" | "unsure";

/** Where a value comes from. `seen` names a key of the bibliography in models/sources.ts. */
export type Source =
  | { readonly kind: "seen"; readonly ref: string }
  | { readonly kind: "recalled"; readonly confidence: Confidence }
  | { readonly kind: "assumed"; readonly why: string }
  | { readonly kind: "deck"; readonly slide: string }
  | { readonly kind: "derived"; readonly from: string };

/** Read in the named source; several keys are joined by ", ". */
export const seen = (ref: string): Source => ({ kind: "seen", ref });
/** Known, not checked against a document. */
export const recalled = (confidence: Confidence): Source => ({ kind: "recalled", confidence });
/** A number so that the model has one: shown as an assumption wherever it is used. */
export const assumed = (why: string): Source => ({ kind: "assumed", why });
/** The 2006 deck's own statement, by slide title. */
export const deck = (slide: string): Source => ({ kind: "deck", slide });
/** Computed from other facts. */
export const derived = (from: string): Source => ({ kind: "derived", from });

export interface Sourced<T> {
  readonly value: T;
  readonly source: Source;
  readonly note?: string;
}

/** A sourced value with the unit it is counted in ("MiB", "CPUs", "ms", "" for none). */
export interface Fact<T = number | string | boolean> extends Sourced<T> {
  readonly unit: string;
}

/** A table of facts by key ("vm.maxVcpu"); the keys follow one vocabulary over all platforms (docs/GLOSSARY.md). */
export type Facts = Readonly<Record<string, Fact>>;

/** Write one fact: value, unit, source, and a note where the value alone would mislead. */
export function fact<const T extends number | string | boolean>(
  value: T,
  unit: string,
  source: Source,
  note?: string,
): Fact<T extends number ? number : T extends boolean ? boolean : string> {
  type Wide = T extends number ? number : T extends boolean ? boolean : string;
  const wide = value as unknown as Wide;
  return note === undefined ? { value: wide, unit, source } : { value: wide, unit, source, note };
}

/** The source as one line of text, e.g. `seen: X304-src`, `recalled: fairly`. Inverse of {@link parseSource}. */
export function sourceText(source: Source): string {
  switch (source.kind) {
    case "seen":
      return `seen: ${source.ref}`;
    case "recalled":
      return `recalled: ${source.confidence}`;
    case "assumed":
      return `assumed: ${source.why}`;
    case "deck":
      return `deck: ${source.slide}`;
    case "derived":
      return `derived: ${source.from}`;
  }
}

/**
 * Read a source written as text (data files use this form).
 * @throws Error naming the text when the kind is unknown or the detail is missing
 */
export function parseSource(text: string): Source {
  const colon = text.indexOf(":");
  const kind = text.slice(0, colon).trim();
  const detail = text.slice(colon + 1).trim();
  if (colon < 0 || detail === "") throw new Error(`source "${text}" is not of the form "kind: detail"`);
  switch (kind) {
    case "seen":
      return seen(detail);
    case "assumed":
      return assumed(detail);
    case "deck":
      return deck(detail);
    case "derived":
      return derived(detail);
    case "recalled":
      if (detail === "sure" || detail === "fairly" || detail === "unsure") return recalled(detail);
      throw new Error(`source "${text}": confidence must be sure, fairly or unsure`);
    default:
      throw new Error(`source "${text}": unknown kind "${kind}"`);
  }
}

/** True where the product must show the value as not documented: recalled or assumed. */
export function isUnchecked(source: Source): boolean {
  return source.kind === "recalled" || source.kind === "assumed";
}

/** A fact as a number. @throws Error when the fact is text or a truth value: a broken table, not bad input */
export function numberOf(facts: Facts, key: string): number {
  const value = facts[key]?.value;
  if (typeof value !== "number") throw new Error(`fact "${key}" is not a number`);
  return value;
}

/** A fact that must be a number, with its source. @throws Error as {@link numberOf} */
export function numberFact(facts: Facts, key: string): Fact<number> {
  numberOf(facts, key);
  return facts[key] as Fact<number>;
}
