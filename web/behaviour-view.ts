/** What guests' software can be told to do, as plain data: every figure with its source. */
import { type Source, sourceText } from "#models";
import { BEHAVIOURS } from "#models/hypervisor/guest/index.ts";

interface Figure {
  /** Path of names: "memory/workingSetRatio". */
  readonly id: string;
  readonly value: unknown;
  readonly unit: string;
  readonly note?: string | undefined;
  readonly source: string;
}

interface Sourced {
  readonly value: unknown;
  readonly source: Source;
  readonly unit?: string;
  readonly note?: string;
}

const isSourced = (part: object): part is Sourced => "value" in part && "source" in part;

/** Every sourced value in a table, in the order it is written. */
function figuresIn(part: object, path: string): readonly Figure[] {
  if (isSourced(part)) {
    const { value, source, unit = "", note } = part;
    return [{ id: path, value, unit, ...(note === undefined ? {} : { note }), source: sourceText(source) }];
  }
  return Object.entries(part).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === "object" && inner !== null ? figuresIn(inner, path === "" ? name : `${path}/${name}`) : [],
  );
}

/** All behaviours, in the order they are listed to a user. */
export const behaviourViews = () =>
  BEHAVIOURS.map((behaviour) => ({ id: behaviour.id, title: behaviour.title, figures: figuresIn(behaviour, "") }));
