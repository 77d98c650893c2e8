/** The room, prices and money of the goals page, as parts of a request; what cannot be read is a problem of its field. */
import type { InputProblem } from "#planner";
import { circuitOf } from "#planner/asking/index.ts";
import { numberIn } from "./number-text.ts";
import { MONEY_NUMBERS, ROOM_NUMBERS, ROOM_TEXTS, type RoomText } from "./room-fields.ts";

/** The fields as typed. */
export interface RoomForm {
  readonly cooling: string;
  readonly pue: string;
  readonly supplyAirC: string;
  readonly tariffPerKWh: string;
  readonly hasEmbodied: boolean;
  readonly areIdleHostsOff: boolean;
  readonly texts: Readonly<Record<RoomText, string>>;
  /** By name of the field. */
  readonly numbers: Readonly<Record<string, string>>;
}

/** What the fields say; undefined where they are empty. */
export interface RoomParts {
  readonly facility: unknown;
  readonly tariffPerKWh: unknown;
  readonly money: unknown;
  /** Instead of the objective that was chosen. */
  readonly formula: { readonly formula: string } | undefined;
}

/** Hours of a day, and of a week. */
const HOURS: readonly number[] = [24, 168];

type Values = Readonly<Record<string, unknown>>;

const present = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const some = (values: Values): Values | undefined => {
  const said = present(values);
  return Object.keys(said).length === 0 ? undefined : said;
};

/** Reads fields and remembers what was wrong with them. */
class Reading {
  readonly problems: InputProblem[] = [];
  readonly #numbers: RoomForm["numbers"];

  constructor(numbers: RoomForm["numbers"]) {
    this.#numbers = numbers;
  }

  refuse(pointer: string, detail: string): undefined {
    this.problems.push({ pointer, code: "not-a-number", detail });
  }

  number(text: string, pointer: string, label: string): number | undefined {
    if (text === "") return undefined;
    return numberIn(text) ?? this.refuse(pointer, `${label} is "${text}", which is not a number`);
  }

  /** The number of a field of room-fields.ts. */
  named(name: string): number | undefined {
    const field = [...ROOM_NUMBERS, ...MONEY_NUMBERS].find((one) => one.name === name);
    return field && this.number(this.#numbers[name] ?? "", field.pointer, field.label);
  }

  /** One number, or one for every hour of a day or of a week. */
  hourly(text: string, pointer: string, label: string): number | readonly number[] | undefined {
    const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
    const numbers = parts.map((part) => numberIn(part));
    const wrong = parts.find((_, i) => numbers[i] === undefined);
    if (wrong !== undefined) return this.refuse(pointer, `${label}: "${wrong}" is not a number`);
    const read = numbers.filter((value) => value !== undefined);
    if (read.length > 1 && !HOURS.includes(read.length))
      return this.refuse(
        pointer,
        `${label}: ${read.length} numbers, expected 1, ${HOURS.join(" or ")}; decimals have a point`,
      );
    return read.length > 1 ? read : read[0];
  }
}

function carbonOf({ texts, hasEmbodied }: RoomForm, reading: Reading): unknown {
  const { grid } = texts;
  const kept = hasEmbodied ? { hasEmbodied } : {};
  if (grid === "") {
    if (hasEmbodied) reading.refuse(ROOM_TEXTS.grid, "the carbon of making hosts needs that of electricity beside it");
    return undefined;
  }
  if (!/^[-+.\d]/.test(grid)) return { grid, ...kept };
  const gramsPerKWh = reading.hourly(grid, ROOM_TEXTS.grid, "the grid");
  return gramsPerKWh === undefined ? undefined : { gramsPerKWh, ...kept };
}

function circuitIn(text: string, reading: Reading): unknown {
  if (text === "") return undefined;
  const read = circuitOf(text);
  return "circuit" in read ? read.circuit : reading.refuse(ROOM_TEXTS.rackCircuit, read.problem);
}

function facilityOf(form: RoomForm, reading: Reading): Values {
  const { cooling, pue, supplyAirC, texts } = form;
  const inletClass = texts.inletClass === "" ? undefined : texts.inletClass;
  const isCop = cooling === "cop";
  // By PUE the air decides nothing: it counts only where it is held against a class.
  const air = isCop || inletClass !== undefined ? supplyAirC : "";
  return present({
    cooling,
    pue: isCop ? undefined : reading.number(pue, "/facility/pue", "PUE"),
    supplyAirC: reading.number(air, "/facility/supplyAirC", "supply air"),
    inletClass,
    racks: some({
      units: reading.named("rackUnits"),
      circuit: circuitIn(texts.rackCircuit, reading),
      maxCount: reading.named("racks"),
    }),
    coolingUnits: some({ capacityKW: reading.named("coolingUnitKW") }),
    carbon: carbonOf(form, reading),
    idleHosts: form.areIdleHostsOff ? "off" : undefined,
  });
}

/** All ports of a host as one. */
const portsOf = (price: number | undefined) =>
  price === undefined ? undefined : [{ name: "ports", perHost: 1, price }];

const moneyOf = ({ texts }: RoomForm, reading: Reading): Values | undefined =>
  some({
    currency: texts.currency === "" ? undefined : texts.currency,
    discountPercent: reading.named("discountPercent"),
    hardware: some({ supportPercent: reading.named("supportPercent") }),
    space: some({ perRackYear: reading.named("perRackYear") }),
    admin: some({ perHostYear: reading.named("adminPerHostYear") }),
    migration: some({
      hoursPerWorkload: reading.named("hoursPerWorkload"),
      perHour: reading.named("migrationPerHour"),
    }),
    ports: portsOf(reading.named("portsPerHost")),
    training: reading.named("training"),
    decommissionPerHost: reading.named("decommissionPerHost"),
    today: some({ perHostYear: reading.named("todayPerHostYear") }),
  });

/** The fields as parts of a request, and what could not be read. */
export function roomParts(form: RoomForm): RoomParts & { readonly problems: readonly InputProblem[] } {
  const reading = new Reading(form.numbers);
  const { formula } = form.texts;
  return {
    facility: facilityOf(form, reading),
    tariffPerKWh: reading.hourly(form.tariffPerKWh, "/tariffPerKWh", "the tariff"),
    money: moneyOf(form, reading),
    formula: formula === "" ? undefined : { formula },
    problems: reading.problems,
  };
}
