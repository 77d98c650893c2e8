/** Response times of one guest: their mean with an interval, and their quantiles, in bounded memory. */
import { ObservationSeries, Quantiles, estimateMean } from "../statistics/index.ts";
import type { ResponseReport } from "./report.ts";

const NS_PER_SECOND = 1e9;
/** Confidence of the intervals shown. */
const LEVEL = 0.95;

export class ResponseLog {
  private readonly series = new ObservationSeries();
  private readonly quantiles = new Quantiles();

  add(responseNs: number): void {
    this.series.add(responseNs);
    this.quantiles.add(responseNs);
  }

  /** @param simulatedNs length of the run, > 0 */
  report(simulatedNs: number): ResponseReport {
    const requests = this.series.count;
    const quantile = (ratio: number) => this.quantiles.quantile(ratio);
    const [p50Ns, p90Ns, p95Ns, p99Ns] = [quantile(0.5), quantile(0.9), quantile(0.95), quantile(0.99)];
    return {
      requests,
      perSecond: (requests * NS_PER_SECOND) / simulatedNs,
      meanNs: estimateMean(this.series, LEVEL),
      ...(p50Ns === undefined ? {} : { p50Ns }),
      ...(p90Ns === undefined ? {} : { p90Ns }),
      ...(p95Ns === undefined ? {} : { p95Ns }),
      ...(p99Ns === undefined ? {} : { p99Ns }),
    };
  }
}
