/**
 * The few unit conversions the product needs, in one place and with their source. Everything inside carries its unit in
 * its name (`memoryMiB`, `drawW`); text such as "3.6 GB" is parsed only at the doors.
 */
import { type Sourced, recalled } from "./fact.ts";

/** MiB in one GiB, by definition of the binary prefixes. */
export const MIB_PER_GIB = 1024;
/** Minutes in one hour. */
export const MINUTES_PER_HOUR = 60;
/** Hours in a day and in a week. */
export const HOURS_PER_DAY = 24;
export const HOURS_PER_WEEK = 168;
/** Hours in a year of 365 days, for yearly energy. */
export const HOURS_PER_YEAR = 8760;
/** Watts in one kilowatt. */
export const WATTS_PER_KW = 1000;

/** Heat: BTU per hour for one watt. */
export const BTU_PER_HOUR_PER_WATT: Sourced<number> = {
  value: 3.41214,
  source: recalled("sure"),
  note: "kW x 3412.14 = BTU/h; HP's papers round to 3.41",
};

/** Cooling: BTU per hour in one ton of refrigeration. */
export const BTU_PER_HOUR_PER_TON: Sourced<number> = {
  value: 12_000,
  source: recalled("sure"),
  note: "1 ton = 12,000 BTU/h = 3.517 kW",
};
