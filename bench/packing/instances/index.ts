/** All instance sets by name, each with its reader. */
import { readBpplib } from "./bpplib.ts";
import { readCapraraToth } from "./caprara-toth.ts";
import { readGabayZaourar } from "./gabay-zaourar.ts";
import type { Instance } from "./instance.ts";
import { readPlanetlab } from "./planetlab.ts";
import { readSynthetic } from "./synthetic.ts";
import { readTclab } from "./tclab.ts";
import { readTemporal } from "./temporal.ts";
import { readVectorpack } from "./vectorpack.ts";

/** Reads the instances of one set. @param folder the folder of all sets */
export type InstanceReader = (folder: string) => readonly Instance[];

/** Set name → reader, in the order of the bench table. */
export const READERS: ReadonlyMap<string, InstanceReader> = new Map<string, InstanceReader>([
  ["vectorpack", (folder) => readVectorpack(folder)],
  ["ct-2dvpp", readCapraraToth],
  ["bpplib", readBpplib],
  ["gabay-zaourar", readGabayZaourar],
  ["synthetic", readSynthetic],
  ["tclab", readTclab],
  ["planetlab", readPlanetlab],
  ["tbpp-d1", readTemporal],
]);

export {
  type Instance,
  type Known,
} from "./instance.ts";
export {
  readBpplib,
  readCapraraToth,
  readGabayZaourar,
  readPlanetlab,
  readSynthetic,
  readTclab,
  readTemporal,
  readVectorpack,
};
