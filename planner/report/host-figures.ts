/**
 * What a host type weighs, heats and costs, as texts for every door: one list, so that command line, pages and API tell
 * the same figures. What no document gives is left out; prices stand with their date.
 */
import type { HostType } from "../contract/index.ts";
import { btuText, decimal, grouped } from "./numbers.ts";

/** A figure of a host type with its text; `source` as it stands in the host type's JSON. */
export interface HostFigure {
  readonly label: string;
  readonly text: string;
  readonly figure: { readonly value: number; readonly source: string; readonly note?: string | undefined };
}

/** A price with its currency and date: "14,445 USD (2006)". */
export const priceText = ({ value, currency, asOf }: NonNullable<HostType["price"]>): string =>
  `${grouped(value)} ${currency} (${asOf})`;

/** Watts at active idle and at full load. */
export const drawEnds = ({ power }: HostType): readonly [idle: number, most: number] =>
  power.kind === "curve"
    ? [power.watts.value[0] ?? 0, power.watts.value.at(-1) ?? 0]
    : [power.idleW.value, power.maxW.value];

/** Rack units, weight, published heat, embodied carbon and price, in this order, those that are known. */
export function bodyFigures(type: HostType): readonly HostFigure[] {
  const known = (label: string, figure: HostFigure["figure"] | undefined, text: (value: number) => string) =>
    figure === undefined ? [] : [{ label, text: text(figure.value), figure }];
  const { price } = type;
  return [
    ...known("Rack units", type.rackUnits, (units) => decimal(units)),
    ...known("Weight", type.weightKg, (kg) => `${decimal(kg)} kg`),
    ...known("Heat as published", type.btuPerHour, btuText),
    ...known("Embodied carbon", type.embodiedKg, (kg) => `${grouped(kg)} kg CO2e`),
    ...(price === undefined ? [] : [{ label: "Price", text: priceText(price), figure: price }]),
  ];
}
