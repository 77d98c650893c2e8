/** What the bench runs: for each line of the table the instances, the seconds each may take, and the unit that counts. */
import { generateEstate } from "./generate-estate.ts";
import type { Instance } from "./instances/index.ts";
import { readBpplib, readCapraraToth, readGabayZaourar, readPlanetlab, readSynthetic } from "./instances/index.ts";
import { readTclab, readTemporal, readVectorpack } from "./instances/index.ts";

/** One line of the table. */
export interface BenchRun {
  readonly key: string;
  readonly title: string;
  /** What each instance may take; also the effort, counted. */
  readonly seconds: number;
  /** What is compared: hosts, or their cost where host types are priced. */
  readonly unit: "bins" | "cost";
  /** Long, and only run when asked for by name. */
  readonly isOnRequest?: boolean;
  /** Threads that pack one instance together; absent = one. */
  readonly threads?: number;
  read(folder: string): readonly Instance[];
}

const WEEK_HOURS = 168;
const ESTATE_SEED = 1;

const named = (instances: readonly Instance[], pattern: RegExp): readonly Instance[] =>
  instances.filter(({ name }) => pattern.test(name));

/** A week of a generated estate on the host types of the synthetic set; its bound is computed, not published. */
const generated = (items: number): Instance => ({
  set: "synthetic",
  name: `w${items}x168-generated`,
  get problem() {
    return generateEstate({ items, slots: WEEK_HOURS, seed: ESTATE_SEED });
  },
  known: {},
});

/** All lines of the table, in its order. */
export const RUNS: readonly BenchRun[] = [
  {
    key: "vectorpack",
    title: "vectorpack, open half, d 3 and 5",
    seconds: 10,
    unit: "bins",
    read: (folder) => readVectorpack(folder),
  },
  { key: "ct-2dvpp", title: "Caprara-Toth, regenerated", seconds: 10, unit: "bins", read: readCapraraToth },
  {
    key: "falkenauer-hard28",
    title: "Falkenauer and Hard28, 1-D",
    seconds: 60,
    unit: "bins",
    read: (folder) => named(readBpplib(folder), /^(Falkenauer|Hard28)/),
  },
  {
    key: "waescher",
    title: "Wäscher, 1-D",
    seconds: 60,
    unit: "bins",
    read: (folder) => named(readBpplib(folder), /^Waescher/),
  },
  {
    key: "gabay-zaourar",
    title: "Gabay-Zaourar, every bin different",
    seconds: 2,
    unit: "bins",
    read: readGabayZaourar,
  },
  { key: "synthetic", title: "synthetic, three priced host types", seconds: 1, unit: "cost", read: readSynthetic },
  {
    key: "synthetic-10000x168",
    title: "synthetic 10,000 x 168, generated",
    seconds: 1,
    unit: "cost",
    read: () => [generated(10_000)],
  },
  {
    key: "synthetic-100000x168",
    title: "synthetic 100,000 x 168, generated, 10 s",
    seconds: 10,
    threads: 2,
    unit: "cost",
    isOnRequest: true,
    read: () => [generated(100_000)],
  },
  {
    key: "synthetic-100000x168-long",
    title: "synthetic 100,000 x 168, generated, 30 s",
    seconds: 30,
    threads: 2,
    unit: "cost",
    isOnRequest: true,
    read: () => [generated(100_000)],
  },
  {
    key: "tclab",
    title: "Tianchi co-location, 64 cores and 128 GB, 1 s",
    seconds: 1,
    unit: "bins",
    read: (folder) => named(readTclab(folder), /^uniform/),
  },
  {
    key: "tclab-long",
    title: "Tianchi co-location, 64 cores and 128 GB, 30 s",
    seconds: 30,
    unit: "bins",
    read: (folder) => named(readTclab(folder), /^uniform/),
  },
  {
    key: "tclab-fleet",
    title: "Tianchi co-location, fleet a",
    seconds: 10,
    unit: "bins",
    read: (folder) => named(readTclab(folder), /^fleet-a/),
  },
  {
    key: "planetlab",
    title: "PlanetLab days, G5 hosts, CPU only",
    seconds: 10,
    unit: "bins",
    read: (folder) => named(readPlanetlab(folder), /cpu-only/),
  },
  {
    key: "planetlab-memory",
    title: "PlanetLab days, G5 hosts with 16 GB and 4 GB",
    seconds: 10,
    unit: "bins",
    read: (folder) => named(readPlanetlab(folder), /ram-/),
  },
  { key: "tbpp-d1", title: "temporal, group d1 (Azure)", seconds: 1, unit: "bins", read: readTemporal },
];

/** `n` of the instances, spread evenly over the list; all when there are no more. */
export function sampled(instances: readonly Instance[], n: number): readonly Instance[] {
  if (n >= instances.length) return instances;
  return Array.from({ length: n }, (_, i) => instances[Math.floor((i * instances.length) / n)]!);
}
