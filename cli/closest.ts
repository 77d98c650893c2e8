/** "Did you mean" for names typed on the command line. */
import { nearestName } from "#planner";

/** A clause to put behind "no such …": `; did you mean "esx-3.0"?`, or the command that lists the known ones. */
export function didYouMean(typed: string, known: readonly string[], lister: string): string {
  const name = known.find((one) => typed.length > 2 && one.startsWith(typed)) ?? nearestName(typed, known);
  return name === undefined ? `; "${lister}" lists the known ones` : `; did you mean "${name}"?`;
}
