/** The options that say how the room is cooled, fed and racked, and what they say as the facility of a request. */
import { Option } from "commander";
import { Facility, INLET_CLASSES, type InletClass, PlanRequest, type PlanRequestInput, parseInput } from "#planner";
import { UsageError } from "../exit.ts";
import { readDocument, within } from "../files/read.ts";
import { isRecord } from "../files/records.ts";
import { circuitIn } from "./circuits.ts";
import { type Hourly, hourlyIn, hourlyOf } from "./hourly.ts";
import { ABOVE_ZERO, numberIn } from "./numbers.ts";

/** The options as commander hands them over; absent = not given. */
export interface FacilityOptions {
  readonly facility?: string;
  readonly pue?: number;
  readonly supplyAir?: number;
  readonly inlet?: InletClass;
  readonly rackUnits?: number;
  readonly rackCircuit?: ReturnType<typeof circuitIn>;
  readonly racks?: number;
  readonly coolingUnitKw?: number;
  /** A grid's name, or grams of CO2e per kWh. */
  readonly grid?: string | Hourly;
  readonly embodied?: boolean;
  readonly idleHosts?: "on" | "off";
}

type Part = Readonly<Record<string, unknown>>;

const MOST_UNIT_KW = 1e5;
const MOST_RACKS = 1_000_000;
const MOST_UNITS = 100;

/** Begins like a number, or names a file of them: grams; anything else is a grid's name. */
const gridIn = (text: string): string | Hourly =>
  /^\s*[-+.\d]/.test(text) || /\.(csv|json|ya?ml)$/i.test(text.trim()) ? hourlyIn("grams per kWh")(text) : text.trim();

/** The facility options, under a heading of the help. */
export function facilityOptions(group: string): readonly Option[] {
  const option = (flags: string, text: string) => new Option(flags, text).helpGroup(group);
  return [
    option(
      "--facility <file>",
      "the room: a .json or .yaml file (examples/facility.yaml); the options below win over it",
    ),
    option("--pue <n>", "facility energy by power usage effectiveness, from 1").argParser(
      numberIn({ min: 1, max: 10 }),
    ),
    option(
      "--supply-air <celsius>",
      "supply air; without --pue and --facility: energy by the cooling's coefficient of performance at it",
    ).argParser(numberIn({ min: 5, max: 45 })),
    option("--inlet <class>", "inlet air class that the supply air is held against").choices(INLET_CLASSES),
    option("--rack-units <n>", "height of a rack in units (42)").argParser(
      numberIn({ min: 1, max: MOST_UNITS, isWhole: true }),
    ),
    option("--rack-circuit <circuit>", "what feeds a rack: 208V30A3ph, 230V32A1ph or 8.6kW").argParser(circuitIn),
    option("--racks <n>", "racks there are; left out = as many as needed").argParser(
      numberIn({ min: 1, max: MOST_RACKS, isWhole: true }),
    ),
    option("--cooling-unit-kw <kW>", "sensible cooling of one unit; units are counted N+1").argParser(
      numberIn({ min: ABOVE_ZERO, max: MOST_UNIT_KW }),
    ),
    option(
      "--grid <grid>",
      'carbon of electricity: a grid ("hostwright grids"), grams of CO2e per kWh, or 24 or 168 of them',
    ).argParser(gridIn),
    option("--embodied", "count the carbon of making the hosts, too; needs --grid or a facility's carbon"),
    option("--idle-hosts <state>", "hosts without partitions (on)").choices(["on", "off"]),
  ];
}

async function fromFile(file: string): Promise<Part> {
  if (file === "-") throw new UsageError("--facility: give a file, standard input is not read here");
  const content = await readDocument(file);
  const facility = isRecord(content) && "facility" in content ? content["facility"] : content;
  return within(file, () => parseInput(Facility, facility));
}

/** What only a facility by coefficient of performance has. */
const OF_COP = new Set(["ups", "pdu", "otherRatio"]);

function cooled(base: Part, { pue, supplyAir, facility }: FacilityOptions): Part {
  const air = supplyAir === undefined ? {} : { supplyAirC: supplyAir };
  if (pue !== undefined) {
    const common = Object.entries(base).filter(([key]) => !OF_COP.has(key));
    return { ...Object.fromEntries(common), cooling: "pue", pue, ...air };
  }
  if (supplyAir === undefined || facility !== undefined) return { ...base, ...air };
  const { pue: _pue, ...rest } = base;
  return { ...rest, cooling: "cop", ...air };
}

async function carbonOf(base: unknown, { grid, embodied }: FacilityOptions): Promise<unknown> {
  const before = isRecord(base) ? base : undefined;
  const kept = before?.["hasEmbodied"] === true || embodied === true ? { hasEmbodied: true } : {};
  if (typeof grid === "string") return { grid, ...kept };
  if (grid !== undefined) {
    const at = { option: "--grid", key: "gramsPerKWh", what: "grams per kWh" };
    return { gramsPerKWh: await hourlyOf(grid, at), ...kept };
  }
  if (embodied === true && before === undefined)
    throw new UsageError("--embodied: name the carbon of electricity, too, by --grid or in --facility");
  return before === undefined ? base : { ...before, ...kept };
}

const present = (part: Part) => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));

/** `base` with parts over it; absent when both are. */
const over = (base: unknown, parts: Part): unknown => {
  const said = present(parts);
  return Object.keys(said).length === 0 ? base : { ...(isRecord(base) ? base : {}), ...said };
};

/** True when no option of this group was given. */
const isSilent = (options: FacilityOptions): boolean =>
  [
    options.facility,
    options.pue,
    options.supplyAir,
    options.inlet,
    options.rackUnits,
    options.rackCircuit,
    options.racks,
    options.coolingUnitKw,
    options.grid,
    options.embodied,
    options.idleHosts,
  ].every((value) => value === undefined);

const DEFAULT = PlanRequest.pick({ facility: true }).parse({}).facility;

/**
 * The facility that the options say, over what a request may already say; undefined when they say nothing.
 * @throws InvalidInput for a broken file, UsageError for options that need one another
 */
export async function facilityWith(
  base: PlanRequestInput["facility"],
  options: FacilityOptions,
): Promise<PlanRequestInput["facility"]> {
  if (isSilent(options)) return base;
  // A request file is not decoded yet: what is no object is replaced by the default.
  const before: Part = isRecord(base) ? base : DEFAULT;
  const start = options.facility === undefined ? before : await fromFile(options.facility);
  const { inlet, idleHosts, rackUnits, rackCircuit, racks, coolingUnitKw } = options;
  const facility = present({
    ...cooled(start, options),
    ...present({ inletClass: inlet, idleHosts }),
    racks: over(start["racks"], { units: rackUnits, circuit: rackCircuit, maxCount: racks }),
    coolingUnits: over(start["coolingUnits"], { capacityKW: coolingUnitKw }),
    carbon: await carbonOf(start["carbon"], options),
  });
  return facility as PlanRequestInput["facility"];
}
