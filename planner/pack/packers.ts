/** The list of packers, best first. A packer is one file and one line here; all of them keep bundles together. */
import { withBundles } from "./bundle.ts";
import { constructive } from "./constructive.ts";
import { fleetPacker } from "./fleet-packer.ts";
import { firstFitDecreasing } from "./first-fit.ts";
import type { Packer } from "./problem.ts";

export const PACKERS: readonly Packer[] = [
  withBundles(constructive),
  withBundles(firstFitDecreasing),
  withBundles(fleetPacker),
];

/** The packer of that name. @throws Error naming the known ones */
export function packerNamed(name: string): Packer {
  const found = PACKERS.find((packer) => packer.name === name);
  if (found !== undefined) return found;
  throw new Error(`packer "${name}" is unknown: one of ${PACKERS.map((packer) => packer.name).join(", ")}`);
}
