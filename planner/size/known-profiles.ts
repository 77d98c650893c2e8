/**
 * Profiles kept for whoever sizes many requests that share their series: folding is asked again only where a series, the
 * slots or the percentile are others. Series never change, so the same objects mean the same samples.
 */
import type { Series } from "../contract/index.ts";
import { foldSeries } from "./profile.ts";
import type { SlotGrid } from "./slots.ts";

/** What a profile depends on, and the profile. */
interface Kept {
  readonly series: readonly Series[];
  readonly how: string;
  readonly profile: Float64Array | undefined;
}

/** By the first of the series that were folded together: the last profile made of them. Bounded by what is planned. */
export type KnownProfiles = WeakMap<Series, Kept>;

const isSameList = (a: readonly Series[], b: readonly Series[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** As foldSeries(), kept in `known`. @returns an array that is shared: never write to it */
export function knownProfile(
  series: readonly Series[],
  grid: SlotGrid,
  percentile: number,
  known: KnownProfiles,
): Float64Array | undefined {
  const [first] = series;
  if (first === undefined) return foldSeries(series, grid, percentile);
  const { model, count, minutes, start } = grid.slots;
  // A trace's slots are told by its start; those of the other models by the model alone.
  const how = `${model} ${count} ${minutes} ${start} ${percentile}`;
  const kept = known.get(first);
  if (kept !== undefined && kept.how === how && isSameList(kept.series, series)) return kept.profile;
  const profile = foldSeries(series, grid, percentile);
  known.set(first, { series, how, profile });
  return profile;
}
