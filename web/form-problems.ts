/** Problems of a posted form as its page shows them: a list at the top with links to the fields, and a text at each field. */
import type { InputProblem } from "#planner";

/** A line of the summary. */
export interface ShownProblem {
  readonly text: string;
  /** "#id" of the field; absent when no field is to blame. */
  readonly href?: string;
}

/** The problems of a page, in both places. */
export interface FormProblems {
  readonly summary: readonly ShownProblem[];
  /** By id of the field: its problems as one text. */
  readonly at: Readonly<Record<string, string>>;
}

/** A field of a page: its id and what people call it. */
export interface FieldName {
  readonly id: string;
  readonly label: string;
  /** How its number in the request, which a problem names, is that of the form. */
  readonly note?: string;
}

const withStop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Lay out problems. @param fieldOf the field that fills the place a problem names, if one does */
export function shownProblems(
  problems: readonly InputProblem[],
  fieldOf: (pointer: string) => FieldName | undefined,
): FormProblems {
  const at: Record<string, string> = {};
  const summary = problems.map(({ pointer, detail }): ShownProblem => {
    const field = fieldOf(pointer);
    if (field === undefined) return { text: withStop(pointer === "" ? detail : `${pointer}: ${detail}`) };
    const noted = field.note === undefined ? detail : `${detail} (${field.note})`;
    const text = withStop(field.label === "" ? noted : `${field.label}: ${noted}`);
    at[field.id] = at[field.id] === undefined ? withStop(noted) : `${at[field.id]} ${withStop(noted)}`;
    return { text, href: `#${field.id}` };
  });
  return { summary, at };
}
