/**
 * The list of packers, best first. A packer is one file and one line here; all of them keep bundles together
 * and use as many hosts as rules ask for.
 */
import { withBundles } from "./bundle.ts";
import { constructive } from "./constructive.ts";
import { fleetPacker } from "./fleet-packer.ts";
import { firstFitDecreasing } from "./first-fit.ts";
import { optimising } from "./optimise.ts";
import type { Packer } from "./problem.ts";
import { withUseMore } from "./use-more.ts";

export const PACKERS: readonly Packer[] = [
  withBundles(withUseMore(optimising)),
  withBundles(withUseMore(constructive)),
  withBundles(withUseMore(firstFitDecreasing)),
  withBundles(withUseMore(fleetPacker)),
];

/** The packer of that name. @throws Error naming the known ones */
export function packerNamed(name: string): Packer {
  const found = PACKERS.find((packer) => packer.name === name);
  if (found !== undefined) return found;
  throw new Error(`packer "${name}" is unknown: one of ${PACKERS.map((packer) => packer.name).join(", ")}`);
}
