/** Targets of the command line, checked against what is known before the estate is even read. */
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { InvalidInput, type InputProblem, type PlanRequestInput } from "#planner";
import { didYouMean } from "../closest.ts";
import { UsageError } from "../exit.ts";
import { type TypedTarget, parseTarget } from "./target.ts";

/** Ids of all platforms and of all host types. */
export const platformIds = (): readonly string[] => PLATFORMS.map((platform) => platform.id);
export const hostTypeIds = (): readonly string[] => HOST_TYPES.map((type) => type.id);

/** What is wrong with a platform id, or undefined. */
export function platformProblem(id: string, place: string): InputProblem | undefined {
  const known = platformIds();
  if (known.includes(id)) return undefined;
  const hint = didYouMean(id, known, "hostwright platforms");
  return { pointer: place, code: "unknown-platform", detail: `no platform "${id}"${hint}` };
}

/** What is wrong with a host type id, or undefined. @param extra ids a request file brings along */
export function hostTypeProblem(id: string, place: string, extra: readonly string[] = []): InputProblem | undefined {
  const known = [...hostTypeIds(), ...extra];
  if (known.includes(id)) return undefined;
  const hint = didYouMean(id, known, "hostwright hosts");
  return { pointer: place, code: "unknown-host-type", detail: `no host type "${id}"${hint}` };
}

/** @throws InvalidInput with the problems that are there */
export function throwAny(problems: readonly (InputProblem | undefined)[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new InvalidInput(found);
}

/**
 * Targets as typed, in order.
 * @param extraHostTypes ids of host types that the request brings along
 * @throws UsageError for a wrong form or none at all, InvalidInput for unknown platforms and host types
 */
export function targetsOf(
  texts: readonly string[],
  extraHostTypes: readonly string[] = [],
): PlanRequestInput["targets"] & readonly TypedTarget[] {
  if (texts.length === 0) throw new UsageError("no target: name at least one --target PLATFORM@HOSTTYPE");
  const typed = texts.map(parseTarget);
  throwAny(
    typed.flatMap((target, i) => {
      const place = `--target ${texts[i] ?? ""}`;
      return [platformProblem(target.platform, place), hostTypeProblem(target.hostType, place, extraHostTypes)];
    }),
  );
  return typed;
}
