/**
 * Source CPU → target CPU. Host types carry a rating per core (ssj_ops at full load) with its source; measured cores
 * convert by the ratio of ratings. Where one of the two is not known the clock decides, and where not even that is known,
 * core for core; both are assumptions that the plan lists, never silent guesses.
 */
import type { ExistingHost, HostType, Workload } from "../contract/index.ts";
import { matchHostType } from "./match-host.ts";

/** What is known of the CPU a workload was measured on. */
export interface SourceCpu {
  readonly hostType: HostType | undefined;
  readonly ratingPerCore: number | undefined;
  readonly coreMhz: number | undefined;
}

export type ConversionMethod = "rating" | "clock" | "one-to-one";

export interface Conversion {
  readonly method: ConversionMethod;
  /** Target cores for one core of the source. */
  readonly factor: number;
}

/** The catalogue type of a host that stands there today: named, or recognised by its model text. */
export function typeOfExisting(host: ExistingHost, types: readonly HostType[]): HostType | undefined {
  if (host.hostType !== undefined) return types.find((type) => type.id === host.hostType);
  return matchHostType(
    {
      ...(host.model === undefined ? {} : { model: host.model }),
      ...(host.cpuModel === undefined ? {} : { cpuModel: host.cpuModel }),
    },
    types,
  );
}

/** The CPU one workload was measured on. @param host its `runsOn` host, already found; `type` that host's catalogue type */
export function sourceCpuOf(
  workload: Workload,
  host: { readonly host: ExistingHost; readonly type: HostType | undefined } | undefined,
  types: readonly HostType[],
): SourceCpu {
  const named = workload.measuredOn?.hostType;
  const type = host?.type ?? (named === undefined ? undefined : types.find((t) => t.id === named));
  return {
    hostType: type,
    ratingPerCore: type?.ratingPerCore?.value,
    coreMhz: host?.host.coreMhz ?? workload.measuredOn?.coreMhz ?? type?.coreMhz.value,
  };
}

/** How cores of the source become cores of the target. */
export function conversion(source: SourceCpu, target: HostType): Conversion {
  if (source.hostType !== undefined && source.hostType.id === target.id) return { method: "rating", factor: 1 };
  const to = target.ratingPerCore?.value;
  if (source.ratingPerCore !== undefined && to !== undefined)
    return { method: "rating", factor: source.ratingPerCore / to };
  if (source.coreMhz !== undefined) return { method: "clock", factor: source.coreMhz / target.coreMhz.value };
  return { method: "one-to-one", factor: 1 };
}
