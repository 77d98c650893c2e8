/** A formula that is refused: one sentence that names the part, and its place in the text. */

/** Thrown for text that is no formula: bad input, which doors turn into a problem with a pointer. */
export class InvalidFormula extends Error {
  override readonly name = "InvalidFormula";
  /** Place of the refused part in the text, in characters from 1. */
  readonly at: number;
  constructor(detail: string, at: number) {
    super(`${detail} (character ${at})`);
    this.at = at;
  }
}
