/** Texts of a table over several lines: broken at blanks, and cut where that does not help. */

const MOST_HEAD_LINES = 3;
const MOST_LINES = 5;
const ELLIPSIS = "…";

/** The longest of some texts. */
export const longest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, text.length), 0);

/** A text no longer than `width`, with an ellipsis where something is missing; undefined = as long as it is. */
export const cut = (text: string, width: number | undefined): string =>
  width === undefined || text.length <= width ? text : text.slice(0, width - 1) + ELLIPSIS;

/** Part of a cut word that is its beginning: what tells ids apart is mostly the end. */
const HEAD_RATIO = 0.6;

/** A word no longer than `width`, with an ellipsis in its middle: "esx-3.0@d…-iii/1". */
function shortened(word: string, width: number): string {
  if (word.length <= width) return word;
  const head = Math.ceil((width - 1) * HEAD_RATIO);
  return word.slice(0, head) + ELLIPSIS + word.slice(word.length - (width - 1 - head));
}

/** Words in lines of at most `width`; a longer word stands alone. */
function linesWithin(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const wordsIn = (text: string): readonly string[] => text.split(/\s+/);

/** The least width that a text can be broken to: that of its longest word. */
export const leastWidth = (text: string): number => longest(wordsIn(text));

/** A heading broken at blanks into at most three lines, no wider than that and what stands below it need. */
export function stacked(title: string, cells: readonly string[]): string {
  const words = wordsIn(title);
  let width = Math.max(longest(words), longest(cells));
  let lines = linesWithin(words, width);
  while (lines.length > MOST_HEAD_LINES) lines = linesWithin(words, ++width);
  return lines.join("\n");
}

/** A cell broken at blanks into at most five lines of `width`; words that are longer lose their middle, all beyond its end. */
export function broken(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const words = wordsIn(text).map((word) => shortened(word, width));
  const lines = linesWithin(words, width);
  const rest = lines.slice(MOST_LINES - 1).join(" ");
  return [...lines.slice(0, MOST_LINES - 1), ...(rest === "" ? [] : [cut(rest, width)])];
}
