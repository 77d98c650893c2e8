/** Targets whose partitions come with their CPUs, and nests of two layers, through sizing, packing and the judge. */
import { describe, expect, test } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { type PlanContext, type PlanRequestInput, decodeRequest, plan, verify } from "#planner";

const CONTEXT: PlanContext = { platforms: PLATFORMS, hostTypes: HOST_TYPES };
const COUNT = 12;

/** Twelve Solaris 10 systems of 3,000 MiB that peak at 0.8 cores of a V490 and are not wanted faster or larger. */
const asked = (platform: string, hostType: string, settings: Record<string, unknown> = {}): PlanRequestInput => ({
  workloads: Array.from({ length: COUNT }, (_, i) => ({
    id: `w${i}`,
    name: `w${i}`,
    os: { family: "solaris", version: "10", architecture: "sparc" },
    vcpus: 2,
    memoryMiB: 3000,
    measuredOn: { hostType: "sun-fire-v490" },
  })),
  series: Array.from({ length: COUNT }, (_, i) => ({
    workload: `w${i}`,
    metric: "cpuCores",
    start: "2005-10-24T00:00:00Z",
    slotMinutes: 60,
    values: [0.3, 0.8],
  })),
  targets: [{ platform, hostType, settings }],
});

function planned(input: PlanRequestInput) {
  const request = decodeRequest(input, CONTEXT);
  const result = plan(request, CONTEXT);
  return { result, verdict: verify({ request, result }, CONTEXT) };
}

describe("plans for Sun's later platforms", () => {
  test.each([
    ["ldoms-1", "sun-fire-t2000", {}],
    ["ovm-sparc-3", "sparc-t4-4", {}],
    ["sun-domains-m-series", "sparc-m4000", { boardMode: "quad" }],
    ["sun-domains-e10000", "sun-enterprise-10000", {}],
    ["zones-in-ldom", "sparc-t4-4", {}],
    ["solaris-containers-in-domain", "sun-fire-e6900", {}],
  ])("%s on %s places all and passes the judge", (platform, hostType, settings) => {
    const { result, verdict } = planned(asked(platform, hostType, settings));
    expect(result.unplaced).toEqual([]);
    expect(result.hosts.flatMap((host) => host.partitions).length).toBe(COUNT);
    expect(verdict.ok).toBe(true);
  });

  test("a host that the outer layer of a nest refuses gives its reason, not an error", () => {
    const { result } = planned(asked("solaris-containers-in-domain", "sun-fire-v490"));
    expect(result.unplaced.length).toBe(COUNT);
    expect(JSON.stringify(result.unplaced[0])).toContain('"DSD-1"');
  });
});
