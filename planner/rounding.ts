/** Rounding of computed figures before they enter a result: enough digits to re-judge by, few enough to read and compress. */

/** Ratios to 1e-5. */
export const ratio = (value: number): number => Math.round(value * 1e5) / 1e5;
/** Cores, watts, MiB and other amounts to 1e-3. */
export const amount = (value: number): number => Math.round(value * 1e3) / 1e3;
