/** A small plan whose money is reckoned: two hosts of "big" hold four workloads, which run on three hosts of today. */
import { type CountedLicence, type PlanRequestInput, type PlanRoom, decodeRequest } from "#planner";
import type { PlanParts } from "#planner/cost/money/index.ts";
import { energyAccount } from "#planner/energy-account.ts";
import { planHosts } from "#planner/hosts.ts";
import { type Estate, sizeEstate } from "#planner/size/index.ts";
import { CONTEXT, ask, vm } from "./request.ts";

/** w1 and w2 run on old-1, w3 on old-2, w4 on old-3; the plan puts w1 and w2 on one host, w3 and w4 on another. */
export function accountOf(
  extra: Partial<PlanRequestInput>,
  binOf: readonly number[] = [0, 0, 1, 1],
): { readonly estate: Estate; readonly parts: PlanParts } {
  const runsOn = ["old-1", "old-1", "old-2", "old-3"];
  const workloads = runsOn.map((host, i) => vm(`w${i + 1}`, { runsOn: host }));
  const hosts = ["old-1", "old-2", "old-3"].map((id) => ({ id, name: id, hostType: "small" }));
  const request = decodeRequest(ask(workloads, { hosts, ...extra }), CONTEXT);
  const estate = sizeEstate(request, CONTEXT);
  const used = 1 + Math.max(...binOf);
  const planned = planHosts(
    estate,
    {
      binOf: Int32Array.from(binOf),
      typeOf: Array.from({ length: used }, () => 0),
      numberOf: Array.from({ length: used }, (_, bin) => bin + 1),
      packer: "by hand",
    },
    [],
  );
  const unplaced = estate.workloads.flatMap(({ workload }, w) => ((binOf[w] ?? -1) < 0 ? [workload.id] : []));
  return { estate, parts: { hosts: planned, energy: energyAccount(estate, planned, unplaced) } };
}

/** A room of so many racks, of frames with these heights, on so much floor; of nothing else that money reads. */
export function roomOf(of: {
  readonly racks: number;
  readonly frames: readonly number[];
  readonly areaM2: number;
}): PlanRoom {
  const rack = { hosts: [], usedUnits: 0, units: 42, plannedW: 0, feedW: 0, peakW: 0, btuPerHour: 0 };
  return {
    racks: Array.from({ length: of.racks }, (_, i) => ({ id: `r${i + 1}`, ...rack })),
    frames: of.frames.map((units, i) => ({ host: `f${i + 1}`, atUnit: 0, units, fullW: 0, peakW: 0 })),
    unracked: [],
    withoutUnits: [],
    bound: { racks: of.racks, kind: "by hand" },
    gapRatio: 0,
    areaM2: of.areaM2,
    density: { maxKWPerRack: 0, meanKWPerRack: 0, wPerM2: 0 },
    breakers: { fullW: 0, rackRatio: 1, roomRatio: 1, plannedRoomW: 0 },
    cooling: { heatW: 0, btuPerHour: 0, tons: 0, airRiseC: 11, airflowM3PerHour: 0, airflowCfm: 0 },
    chain: [],
  };
}

/** A licence as its rule counted it, with money where a price is known. */
export function countedLicence(of: {
  readonly id: string;
  readonly once?: number;
  readonly perYear?: number;
  readonly currency?: string;
}): CountedLicence {
  const { id, once, perYear, currency = "USD" } = of;
  const price = { each: 1, currency, asOf: "2026", isYearly: false, source: "assumed: test" };
  return {
    id,
    product: id,
    title: `Title of ${id}`,
    unit: "core",
    units: 1,
    lines: [],
    rule: "test",
    source: "assumed: test",
    toBuy: 1,
    ...(once === undefined ? {} : { once, price }),
    ...(perYear === undefined ? {} : { perYear }),
  };
}
