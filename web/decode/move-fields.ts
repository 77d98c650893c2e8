/** The fields of the goals page that speak of moves; all may stay empty. */
import { DEFAULT_MOVES_PER_HOST } from "#planner/contract/index.ts";
import type { NumberField } from "./number-field.ts";

const field = (name: string, label: string, more: { readonly hint: string; readonly unit?: string }): NumberField => ({
  name,
  pointer: `/goals/${name}`,
  label,
  hint: more.hint,
  unit: more.unit ?? "",
  shift: 0,
  fallback: "",
});

/** Fields of objective "moves", in the order of the page. */
export const MOVE_FIELDS: readonly NumberField[] = [
  field("maxMoves", "Most moves", {
    hint: "For the objective of few moves: empty for as many as save hosts, 0 for those that must be.",
  }),
  field("movePrice", "What a move counts beside the memory it copies", {
    hint: "Empty for the memory alone; a large number counts moves, whatever they copy.",
    unit: "MiB",
  }),
  field("movesPerHost", "Moves of one host at a time", {
    hint: `Coming and going; empty for ${DEFAULT_MOVES_PER_HOST}.`,
  }),
  field("moveMbps", "Network of one host for moves", {
    hint: "With it the plan says how long each wave of moves takes.",
    unit: "Mbit/s",
  }),
];
