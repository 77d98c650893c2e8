/**
 * Sun servers as far as partitioning asks: which family they are cut in, how many boards they take and into how many
 * domains they can be cut. What is fitted (cores and memory per board) comes with the machine; this table holds what
 * the model allows.
 */
import { type Fact, type Facts, assumed, fact, recalled, seen } from "../fact.ts";

/** How a model is cut: the Enterprise 10000, the two Sun Fire families, the later M-series, or not at all. */
export type SunFamily = "e10000" | "midrange" | "high-end" | "m-series" | "one-domain";

export interface SunMachine {
  /** Host type id. */
  readonly model: string;
  readonly title: string;
  readonly family: SunFamily;
  readonly maxDomains: Fact<number>;
  /** Most CPU/memory boards (midrange), slot-0 boards (high end) or whole system boards (E10000, M-series). */
  readonly cpuBoards?: Fact<number>;
  /** Most I/O assemblies (midrange) or slot-1 boards (high end). */
  readonly ioBoards?: Fact<number>;
  /** PCI or cPCI slots of one I/O assembly. */
  readonly slotsPerIoBoard?: Fact<number>;
  /** Fireplane switches; two segments share them evenly. */
  readonly switches?: Fact<number>;
  /** Power grids the boards are split over; left out = one. */
  readonly powerGrids?: Fact<number>;
  /** Does slot 1 take a MaxCPU board? */
  readonly maxCpu?: Fact<boolean>;
  /** Quarters of a system board, divided by four, that carry a part of its I/O unit. */
  readonly quartersWithIo?: Fact<number>;
}

const sure = recalled("sure");
const fairly = recalled("fairly");
const SEGMENTS = seen("SEG-1316607");
const NO_MAXCPU = seen("HOISE-15K, NETLIB-25K");

const oneDomain = (model: string, title: string, source = sure): SunMachine => ({
  model,
  title,
  family: "one-domain",
  maxDomains: fact(1, "domains", source),
});

/** An M-series model; its domains are counted by the model, not by what its boards could be divided into. */
const mSeries = (id: string, maxDomains: Fact<number>, boards: number, quartersWithIo: Fact<number>): SunMachine => ({
  model: `sparc-${id.toLowerCase()}`,
  title: `SPARC Enterprise ${id}`,
  family: "m-series",
  maxDomains,
  cpuBoards: fact(boards, "system boards", fairly),
  quartersWithIo,
});

const M_IO = seen("MAG07-A2");
const HALF = fact(2, "of 4", M_IO, "the first with 3 slots, the second with 2");
const ALL = fact(4, "of 4", M_IO, "two PCIe slots each");
const M9000 = fact(24, "domains", seen("MOV10-2.2.3"));

const MACHINES: readonly SunMachine[] = [
  {
    model: "sun-enterprise-10000",
    title: "Enterprise 10000",
    family: "e10000",
    maxDomains: fact(16, "domains", seen("E2-E10K")),
    cpuBoards: fact(16, "system boards", seen("E2-E10K"), "4 CPUs and up to 4 GB each"),
    slotsPerIoBoard: fact(4, "slots", fairly, "4 SBus on the system board; 2 where PCI is fitted"),
  },
  {
    model: "sun-fire-3800",
    title: "Sun Fire 3800",
    family: "midrange",
    maxDomains: fact(2, "domains", sure),
    cpuBoards: fact(2, "boards", sure),
    ioBoards: fact(2, "assemblies", sure),
    slotsPerIoBoard: fact(6, "slots", seen("SFCOMP-4"), "cPCI"),
    switches: fact(2, "switches", SEGMENTS),
  },
  ...["4800", "4810"].map(
    (name): SunMachine => ({
      model: `sun-fire-${name}`,
      title: `Sun Fire ${name}`,
      family: "midrange",
      maxDomains: fact(2, "domains", sure),
      cpuBoards: fact(3, "boards", sure),
      ioBoards: fact(2, "assemblies", sure),
      slotsPerIoBoard: fact(8, "slots", seen("SFCOMP-4"), "6 at 33 MHz and 2 at 66 MHz; 4 where cPCI is fitted"),
      switches: fact(2, "switches", SEGMENTS),
    }),
  ),
  {
    model: "sun-fire-6800",
    title: "Sun Fire 6800",
    family: "midrange",
    maxDomains: fact(4, "domains", seen("SFDR-2"), "A to D"),
    cpuBoards: fact(6, "boards", sure),
    ioBoards: fact(4, "assemblies", sure),
    slotsPerIoBoard: fact(8, "slots", seen("SFCOMP-4")),
    switches: fact(4, "switches", SEGMENTS),
    powerGrids: fact(2, "grids", fairly),
  },
  {
    model: "sun-fire-e4900",
    title: "Sun Fire E4900",
    family: "midrange",
    maxDomains: fact(2, "domains", fairly),
    cpuBoards: fact(3, "boards", fairly),
    ioBoards: fact(2, "assemblies", fairly),
    slotsPerIoBoard: fact(8, "slots", fairly),
    switches: fact(2, "switches", SEGMENTS),
  },
  {
    model: "sun-fire-e6900",
    title: "Sun Fire E6900",
    family: "midrange",
    maxDomains: fact(4, "domains", fairly),
    cpuBoards: fact(6, "boards", fairly),
    ioBoards: fact(4, "assemblies", fairly),
    slotsPerIoBoard: fact(8, "slots", fairly),
    switches: fact(4, "switches", SEGMENTS),
    powerGrids: fact(2, "grids", assumed("as the 6800, whose successor it is")),
  },
  {
    model: "sun-fire-12k",
    title: "Sun Fire 12K",
    family: "high-end",
    maxDomains: fact(9, "domains", sure),
    cpuBoards: fact(9, "slot-0 boards", sure),
    ioBoards: fact(9, "slot-1 boards", sure),
    slotsPerIoBoard: fact(4, "slots", sure),
    maxCpu: fact(true, "", sure, "52 CPUs at most"),
  },
  {
    model: "sun-fire-15k",
    title: "Sun Fire 15K",
    family: "high-end",
    maxDomains: fact(18, "domains", seen("HOISE-15K")),
    cpuBoards: fact(18, "slot-0 boards", seen("HOISE-15K")),
    ioBoards: fact(18, "slot-1 boards", seen("HOISE-15K")),
    slotsPerIoBoard: fact(4, "slots", seen("HOISE-15K")),
    maxCpu: fact(true, "", seen("HOISE-15K"), "106 CPUs at most"),
  },
  {
    model: "sun-fire-e20k",
    title: "Sun Fire E20K",
    family: "high-end",
    maxDomains: fact(9, "domains", fairly),
    cpuBoards: fact(9, "slot-0 boards", fairly),
    ioBoards: fact(9, "slot-1 boards", fairly),
    slotsPerIoBoard: fact(4, "slots", fairly),
    maxCpu: fact(false, "", NO_MAXCPU),
  },
  {
    model: "sun-fire-e25k",
    title: "Sun Fire E25K",
    family: "high-end",
    maxDomains: fact(18, "domains", fairly),
    cpuBoards: fact(18, "slot-0 boards", seen("NETLIB-25K"), "72 CPUs"),
    ioBoards: fact(18, "slot-1 boards", fairly),
    slotsPerIoBoard: fact(4, "slots", fairly),
    maxCpu: fact(false, "", NO_MAXCPU),
  },
  mSeries("M4000", fact(2, "domains", fairly), 1, HALF),
  mSeries("M5000", fact(4, "domains", fairly), 2, HALF),
  mSeries("M8000", fact(16, "domains", seen("MOV10-2.2.3")), 4, ALL),
  mSeries("M9000-32", M9000, 8, ALL),
  mSeries("M9000-64", M9000, 16, ALL),
  oneDomain("sun-fire-v480", "Sun Fire V480"),
  oneDomain("sun-fire-v490", "Sun Fire V490"),
  oneDomain("sun-fire-v880", "Sun Fire V880"),
  oneDomain("sun-fire-v890", "Sun Fire V890"),
  oneDomain("sun-fire-v1280", "Sun Fire V1280"),
  oneDomain("sun-fire-e2900", "Sun Fire E2900"),
  oneDomain("sun-fire-t1000", "Sun Fire T1000"),
  oneDomain("sun-fire-t2000", "Sun Fire T2000"),
  oneDomain("sparc-m3000", "SPARC Enterprise M3000", fairly),
];

const BY_MODEL: ReadonlyMap<string, SunMachine> = new Map(MACHINES.map((machine) => [machine.model, machine]));

/** The entry of a host type id, or undefined for a machine that the table does not hold. */
export function sunMachine(model: string): SunMachine | undefined {
  return BY_MODEL.get(model);
}

/** Every model of a family, in table order. */
export function sunFamily(family: SunFamily): readonly SunMachine[] {
  return MACHINES.filter((machine) => machine.family === family);
}

const FACT_KEYS = [
  "maxDomains",
  "cpuBoards",
  "ioBoards",
  "slotsPerIoBoard",
  "switches",
  "powerGrids",
  "maxCpu",
  "quartersWithIo",
] as const;

/** The figures of a family as one table of facts: `model.sun-fire-6800.maxDomains` and so on. */
export function familyFacts(family: SunFamily): Facts {
  return Object.fromEntries(
    sunFamily(family).flatMap((machine) =>
      FACT_KEYS.flatMap((key) => {
        const value = machine[key];
        return value === undefined ? [] : [[`model.${machine.model}.${key}`, value] as const];
      }),
    ),
  );
}
