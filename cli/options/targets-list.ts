/** `--targets all|LIST` of compare: every platform on a host of its time, or the ones that were named. */
import { HOST_TYPES } from "#hosts";
import { PLATFORMS, type Platform } from "#models";
import { type PlanRequestInput, type Workload, defaultHostFor } from "#planner";
import { UsageError } from "../exit.ts";
import { hostTypeProblem, platformProblem, throwAny } from "./estate.ts";
import { parseTarget } from "./target.ts";

export type TargetList = PlanRequestInput["targets"];

export interface ChosenTargets {
  readonly lists: readonly TargetList[];
  /** Platforms for which no host type of the catalogue can be used. */
  readonly without: readonly string[];
}

const listOf = (text: string): readonly string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Host types for a platform: those that were named, or its default for this estate. */
function hostsFor(platform: Platform, named: readonly string[], workloads: readonly Workload[]): readonly string[] {
  if (named.length > 0) return named;
  const type = defaultHostFor(platform, HOST_TYPES, workloads);
  return type === undefined ? [] : [type.id];
}

const platformsFor = (id: string): readonly Platform[] => PLATFORMS.filter((one) => one.id === id);

/**
 * One list of targets per row of the comparison.
 * @param text "all", or targets and platforms separated by commas
 * @param workloads the estate, for the choice of default hosts
 * @param hostTypes host types separated by commas: a row for each platform on each of them
 * @throws UsageError when nothing is named, InvalidInput for unknown names
 */
export function chooseTargets(
  text: string,
  hostTypes: string | undefined,
  workloads: readonly Workload[],
): ChosenTargets {
  const named = listOf(hostTypes ?? "");
  throwAny(named.map((id) => hostTypeProblem(id, "--host-types")));
  const words = text.trim() === "all" ? PLATFORMS.map((platform) => platform.id) : listOf(text);
  if (words.length === 0) throw new UsageError("--targets: name platforms or PLATFORM@HOSTTYPE, or all");
  throwAny(
    words.flatMap((word) => {
      const { platform, hostType } = word.includes("@") ? parseTarget(word) : { platform: word, hostType: undefined };
      const type = hostType === undefined ? undefined : hostTypeProblem(hostType, "--targets");
      return [platformProblem(platform, "--targets"), type];
    }),
  );
  const without: string[] = [];
  const lists = words.flatMap((word): readonly TargetList[] => {
    if (word.includes("@")) return [[parseTarget(word)]];
    const hosts = platformsFor(word).flatMap((platform) => hostsFor(platform, named, workloads));
    if (hosts.length === 0) without.push(word);
    return hosts.map((hostType) => [{ platform: word, hostType }]);
  });
  return { lists, without };
}
