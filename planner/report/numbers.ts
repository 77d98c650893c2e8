/**
 * How reports write numbers: one fixed style (1,234.5), so that the same plan reads the same on every machine. No
 * locale tables are asked; thousands are grouped with a comma, ratios become per cent, memory is written in GiB.
 */
import { MIB_PER_GIB, WATTS_PER_KW } from "#models/units.ts";

/** From here on watts are easier to read as kW. */
const KW_FROM_W = 10_000;
const PERCENT = 100;
const KG_PER_TONNE = 1000;
/** From here on kilograms are easier to read as tonnes. */
const TONNE_FROM_KG = 10_000;
const MINUS = "−";

/** `1234.56` → "1,234.6": grouped, exactly `digits` decimals. Not finite → "no limit". */
export function grouped(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return "no limit";
  const [whole = "0", fraction] = Math.abs(value).toFixed(digits).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Like {@link grouped} with at most `digits` decimals: trailing zeros are left out. */
export function decimal(value: number, digits = 1): string {
  const text = grouped(value, digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A ratio as per cent: 0.625 → "63%" or, with one digit, "62.5%". */
export const percentText = (ratio: number, digits = 0): string => `${grouped(ratio * PERCENT, digits)}%`;

/** MiB as "512 MiB" below one GiB and "3.1 GiB" from there on. */
export function memoryText(memoryMiB: number, digits = 1): string {
  return Math.abs(memoryMiB) < MIB_PER_GIB
    ? `${decimal(memoryMiB, digits)} MiB`
    : `${decimal(memoryMiB / MIB_PER_GIB, digits)} GiB`;
}

/** Watts as "4,321 W", from 10 kW on as "12.3 kW". */
export function wattsText(watts: number): string {
  return Math.abs(watts) < KW_FROM_W ? `${grouped(watts)} W` : `${decimal(watts / WATTS_PER_KW)} kW`;
}

/** Watts as kW with one decimal, however few: for places where all figures stand on one scale. "0.4 kW" */
export const kWText = (watts: number): string => `${grouped(watts / WATTS_PER_KW, 1)} kW`;

/** Money as "1,234,567 USD", to the whole unit: the currency by its code, which no two countries share. */
export const moneyText = (amount: number, currency: string): string =>
  `${grouped(amount)} ${currency}`.replace("-", MINUS);

/** Greenhouse gas as "4,321 kg CO2e", from 10 t on as "12.3 t CO2e". */
export const carbonText = (kg: number): string =>
  Math.abs(kg) < TONNE_FROM_KG ? `${grouped(kg)} kg CO2e` : `${decimal(kg / KG_PER_TONNE)} t CO2e`;

/** A change with its sign in front, "+" or a real minus: "+12 USD". */
export const signed = (value: number, text: (magnitude: number) => string): string =>
  `${value < 0 ? MINUS : "+"}${text(Math.abs(value))}`;

/** Heat as "14,740 BTU/h". */
export const btuText = (btuPerHour: number): string => `${grouped(btuPerHour)} BTU/h`;

/** Cooling as "1.2 tons" of refrigeration. */
export const tonsText = (tons: number): string => `${decimal(tons)} tons`;

/** Energy as "12,345 kWh". */
export const kWhText = (kWh: number): string => `${grouped(kWh)} kWh`;

/** "1 host", "12 hosts". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** Names as "a, b and c"; beyond `most` of them "a, b and 7 more". */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${grouped(rest)} more`] : [...shown];
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
