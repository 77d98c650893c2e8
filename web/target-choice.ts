/** The menus of the targets page: platforms by maker, host types by maker, each with what one needs to choose by. */
import type { PlanContext } from "#planner";
import { grouped, memoryText } from "#planner/report/index.ts";
import { hostListing, platformListing } from "./catalogue-view.ts";
import type { TargetRow } from "./decode/target-rows.ts";

/** One line of a menu. */
export interface Option {
  readonly value: string;
  readonly text: string;
  readonly isChosen: boolean;
}

/** Lines of a menu under one heading. */
export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function byGroup<T>(
  things: readonly T[],
  groupOf: (thing: T) => string,
  option: (thing: T) => Option,
): readonly OptionGroup[] {
  const groups = Map.groupBy(things, groupOf);
  return [...groups]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([label, members]) => ({ label, options: members.map(option) }));
}

/** Platforms in groups of maker, oldest first. */
export function platformOptions({ platforms }: PlanContext, chosen: string): readonly OptionGroup[] {
  const ordered = platforms.map(platformListing).toSorted((a, b) => a.year - b.year || compare(a.id, b.id));
  return byGroup(
    ordered,
    (platform) => platform.maker,
    ({ id, title, year, type }) => ({
      value: id,
      text: `${title}, ${year}, ${type} partitioning`,
      isChosen: id === chosen,
    }),
  );
}

/** Host types in groups of maker, oldest first. */
export function hostOptions({ hostTypes }: PlanContext, chosen: string): readonly OptionGroup[] {
  const ordered = hostTypes.map(hostListing).toSorted((a, b) => a.year - b.year || compare(a.id, b.id));
  return byGroup(
    ordered,
    (host) => host.maker,
    ({ id, model, year, architecture, cores, memoryMiB }) => ({
      value: id,
      text: `${model}, ${year}, ${architecture}, ${grouped(cores)} cores, ${memoryText(memoryMiB)}`,
      isChosen: id === chosen,
    }),
  );
}

/** One row of the page, with its menus. */
export function rowView(context: PlanContext, row: TargetRow, i: number) {
  return {
    ...row,
    index: i,
    number: i + 1,
    platforms: platformOptions(context, row.platform),
    hosts: hostOptions(context, row.hostType),
  };
}
