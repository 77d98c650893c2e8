/** Hosts of one target in few words: "vsphere-8@r740/1-3, 5", in the notation that rules name places by. */

/** The hosts named, numbers in runs where they are the target's own; other ids are listed. */
export function scopeOf(target: string, ids: readonly string[]): string {
  const prefix = `${target}/`;
  const numbers = ids.map((id) => (id.startsWith(prefix) ? Number(id.slice(prefix.length)) : Number.NaN));
  if (numbers.some((n) => !Number.isSafeInteger(n))) return ids.join(", ");
  const runs: [number, number][] = [];
  for (const n of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && n <= last[1] + 1) last[1] = n;
    else runs.push([n, n]);
  }
  return prefix + runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}
