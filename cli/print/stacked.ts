/** Column headings over several lines, so that a long name does not make a narrow column wide. */

const MOST_LINES = 3;

const longest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0);

function linesWithin(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A heading broken at blanks into at most three lines, no wider than that and what stands below it need. */
export function stacked(title: string, cells: readonly string[]): string {
  const words = title.split(" ");
  let width = Math.max(longest(words), longest(cells));
  let lines = linesWithin(words, width);
  while (lines.length > MOST_LINES) lines = linesWithin(words, ++width);
  return lines.join("\n");
}
