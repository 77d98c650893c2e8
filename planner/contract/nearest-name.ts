/** The known name closest to a mistyped one, for "did you mean". */

/** Levenshtein distance with two rows. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? a.length;
}

/** The name within a third of its length of `name`, nearest first, or undefined when nothing is close. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const wanted = name.slice(0, 80).toLowerCase();
  let best: { readonly name: string; readonly far: number } | undefined;
  for (const candidate of known) {
    const far = distance(wanted, candidate.toLowerCase());
    if (far <= Math.max(2, candidate.length / 3) && (best === undefined || far < best.far))
      best = { name: candidate, far };
  }
  return best?.name;
}
