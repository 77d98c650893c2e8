/**
 * How a value that a what-if varied, drew or found is shown: its name, and where its unit stands. Shares and memory carry
 * the unit with the value ("60%", "1.5 GiB"), everything else beside the name ("Peak draw (W)"), as in comparisons of plans.
 */
import { decimal, grouped, memoryText, signed } from "./numbers.ts";
import { triedText } from "./what-if-words.ts";

/** What a value is called and what it is in. */
export interface Shown {
  readonly label: string;
  /**
   * ratio: 0–1, shown as per cent · percent: shown with its sign · MiB · code: a number that counts nothing · money, and
   * what begins with it ("money per kWh"): the currency takes its place · "": a count or a word · else as it is written.
   */
  readonly unit: string;
}

/** The one currency of a what-if; undefined = its rows are in several. */
export type WhatIfCurrency = string | undefined;

const MONEY = /^money\b/;
const WITH_VALUE: ReadonlySet<string> = new Set(["", "ratio", "percent", "MiB", "code"]);
const PERCENT = 100;

function unitText(unit: string, currency: WhatIfCurrency): string {
  if (!MONEY.test(unit)) return unit;
  return currency === undefined ? "currencies differ" : unit.replace(MONEY, currency);
}

/** The name with the unit that values do not carry: "Discounted cost (USD)". */
export const shownTitle = ({ label, unit }: Shown, currency: WhatIfCurrency): string =>
  WITH_VALUE.has(unit) ? label : `${label} (${unitText(unit, currency)})`;

const DIGITS = 4;
const MOST_DIGITS = 12;
/** Decimals that leave a number below 1 three digits. */
const digitsOf = (value: number) =>
  value === 0 ? 0 : Math.min(MOST_DIGITS, Math.max(DIGITS, 2 - Math.floor(Math.log10(Math.abs(value)))));

const plainText = (value: number) => (Number.isInteger(value) ? grouped(value) : decimal(value, digitsOf(value)));

/** A share of the whole to hundredths of a per cent, no more of them than it has: "60%". */
const shareText = (percent: number) => `${decimal(percent, 2)}%`;

/** A value that was asked, for a place that names it by {@link shownTitle}; "" where there is none. */
export function shownValue({ unit }: Shown, value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return triedText(value);
  if (unit === "ratio") return shareText(value * PERCENT);
  if (unit === "percent") return shareText(value);
  if (unit === "MiB") return memoryText(value, 2);
  return unit === "code" ? String(value) : plainText(value);
}

/** Name, value and unit in running text: "Utilization ceiling 60%", "Electricity tariff 0.12 USD per kWh". */
export function shownPhrase(shown: Shown, value: unknown, currency: WhatIfCurrency): string {
  const { label, unit } = shown;
  const isBare = WITH_VALUE.has(unit) || typeof value !== "number" || (MONEY.test(unit) && currency === undefined);
  return `${label} ${shownValue(shown, value)}${isBare ? "" : ` ${unitText(unit, currency)}`}`;
}

/** From here on a fraction of a figure's unit says nothing. */
const WHOLE_FROM = 100;
const amountText = (value: number) => (Math.abs(value) < WHOLE_FROM ? decimal(value, 2) : grouped(value));

/** An amount that was found: shares to a tenth of a per cent, what is small with two digits; "–" where nobody knows it. */
export function shownAmount({ unit }: Shown, value: number | undefined): string {
  if (value === undefined) return "–";
  return unit === "ratio" ? `${grouped(value * PERCENT, 1)}%` : amountText(value);
}

/** How far apart two amounts are, ≥ 0; those of shares in points, which are hundredths of the whole: "2.5 points". */
export const shownDistance = ({ unit }: Shown, distance: number): string =>
  unit === "ratio" ? `${decimal(distance * PERCENT, 1)} points` : amountText(distance);

/** A change with its sign: "+12", "−2.5 points"; "" where either end is not known. */
export function shownChange(shown: Shown, from: number | undefined, to: number | undefined): string {
  if (from === undefined || to === undefined) return "";
  const text = shownDistance(shown, Math.abs(to - from));
  return /[1-9]/.test(text)
    ? signed(to - from, () => text)
    : `less than ${shown.unit === "ratio" ? "0.1 points" : "0.01"}`;
}
