/**
 * Names of fields as people write them: "cpuReservationMhz" is a CPU reservation in MHz. A name says its own unit at its
 * end, as everywhere in the contract; short forms of the trade are written as the trade writes them.
 */
import { valueText } from "./words.ts";

/** Endings that are units, longest first, and how the unit is written. */
const UNITS: readonly (readonly [ending: string, unit: string])[] = [
  ["WPerM2", "W/m²"],
  ["Percent", "%"],
  ["Minutes", "min"],
  ["Seconds", "s"],
  ["Weeks", "weeks"],
  ["Ratio", ""],
  ["Mbps", "Mbit/s"],
  ["MBps", "MB/s"],
  ["MiB", "MiB"],
  ["GiB", "GiB"],
  ["Mhz", "MHz"],
  ["KWh", "kWh"],
  ["KW", "kW"],
  ["Kg", "kg"],
  ["M2", "m²"],
  ["Ms", "ms"],
  ["C", "°C"],
  ["W", "W"],
];

const TRADE: Readonly<Record<string, string>> = {
  cpu: "CPU",
  cpus: "CPUs",
  vcpu: "virtual CPU",
  vcpus: "virtual CPUs",
  io: "I/O",
  pue: "PUE",
  ups: "UPS",
  pdu: "PDU",
  cop: "COP",
  kwh: "kWh",
  kw: "kW",
  max: "most",
  min: "least",
};

/** A name in words, and the unit it ends in; "" for none. */
export interface FieldWords {
  readonly words: string;
  readonly unit: string;
}

/** "memoryReservationMiB" → memory reservation, MiB; "gramsPerKWh" stays "grams per kWh". */
export function fieldWords(name: string): FieldWords {
  const found = UNITS.find(([ending]) => name.length > ending.length && name.endsWith(ending));
  const stem = found === undefined ? name : name.slice(0, -found[0].length);
  const isUnit = found !== undefined && /[a-z0-9]$/.test(stem) && !stem.endsWith("Per");
  const parts = (isUnit ? stem : name)
    .replaceAll("KWh", "Kwh")
    .replaceAll("KW", "Kw")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[ -]/);
  return { words: parts.map((part) => TRADE[part] ?? part).join(" "), unit: isUnit ? found[1] : "" };
}

/** A field with dots as a label: "facility.supplyAirC" → "Facility: supply air (°C)". */
export function fieldLabel(name: string): string {
  const parts = name.split(".").map(fieldWords);
  const unit = parts.at(-1)?.unit ?? "";
  const text = parts.map(({ words }) => words).join(": ");
  return `${text.replace(/^./, (first) => first.toUpperCase())}${unit === "" ? "" : ` (${unit})`}`;
}

/** A setting of a partition as label and value: "CPU reservation", "500 MHz". */
export function settingWords(name: string, value: number | string | boolean): readonly [label: string, value: string] {
  const { words, unit } = fieldWords(name);
  const text = valueText(value);
  return [words, unit === "" || typeof value !== "number" ? text : `${text}${unit === "%" ? "" : " "}${unit}`];
}
