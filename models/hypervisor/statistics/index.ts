/** Front door of the statistics of a run: means with intervals, quantiles, moments, fairness. */
export { jainIndex } from "./fairness.ts";
export { type Caution, type MeanEstimate, estimateMean } from "./mean-estimate.ts";
export { Moments } from "./moments.ts";
export { QUANTILE_RELATIVE_ERROR, Quantiles } from "./quantiles.ts";
export { ObservationSeries } from "./series.ts";
export { studentQuantile } from "./student.ts";
export { type WarmUp, warmUpOf } from "./warm-up.ts";
