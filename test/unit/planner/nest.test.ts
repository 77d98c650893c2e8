/** Plans on nests: what an outer layer cuts is what the plan counts, and an outer layer that refuses is a reason. */
import { describe, expect, test } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { type PlanRequestInput, decodeRequest, plan, verify } from "#planner";

const CONTEXT = { platforms: PLATFORMS, hostTypes: HOST_TYPES };

const guests: PlanRequestInput["workloads"] = Array.from({ length: 40 }, (_, index) => ({
  id: `linux-${index}`,
  name: `linux-${index}`,
  os: { family: "linux", architecture: "s390x" },
  vcpus: 2,
  memoryMiB: 4096,
  measuredOn: { hostType: "z9-ec-s18" },
}));

function planned(input: Omit<PlanRequestInput, "workloads"> & Partial<Pick<PlanRequestInput, "workloads">>) {
  const request = decodeRequest({ workloads: guests, ...input }, CONTEXT);
  return { request, result: plan(request, CONTEXT) };
}

describe("a plan on z/VM in a logical partition", () => {
  const { request, result } = planned({ targets: [{ platform: "zvm-5.3-z9-ec", hostType: "z9-ec-s38" }] });

  test("places the guests, stands on the partition's 32 engines and stands up to verification", () => {
    expect(result.unplaced).toEqual([]);
    // 40 × 4,096 × (1 + 8/1,024) = 165,120 MiB in a partition of 256 GiB less 2.5 GiB: one machine.
    expect(result.hosts).toHaveLength(1);
    expect(verify({ request, result }, CONTEXT)).toEqual({ ok: true, violations: [] });
    // 40 × 2 virtual CPUs at 4 to a core = 20 cores; × 1.1 / 0.997 of the machine's 38 engines, which draw the watts.
    expect(result.hosts[0]?.cpuRatio[0]).toBeCloseTo((20 * 1.1) / 0.997 / 38, 3);
  });

  test("lists the facts of both layers", () => {
    const ids = result.facts.map(({ id }) => id);
    expect(ids).toContain("zvm-5.3-z9-ec/host.maxCores");
    expect(ids).toContain("zvm-5.3-z9-ec/prsm-z9-ec/hsa");
  });
});

describe("a host that the outer layer cannot cut", () => {
  test("carries nobody, and the outer layer's rule says why", () => {
    const { result } = planned({ targets: [{ platform: "zvm-5.3-z9-ec", hostType: "ibm-hs21" }] });
    expect(result.hosts).toEqual([]);
    const rules = result.unplaced.flatMap(({ reasons }) => reasons.flatMap(({ misfits }) => misfits));
    expect(new Set(rules.map(({ rule }) => rule))).toEqual(new Set(["hw.arch"]));
  });
});

describe("an outer partition that was asked for", () => {
  const zvm = { platform: "zvm-5.3-z9-ec", hostType: "z9-ec-s38" };

  test("is what the guests stand on: 8 engines and 64 GiB on each machine", () => {
    const { request, result } = planned({ targets: [{ ...zvm, outer: { vcpus: 8, memoryMiB: 65_536 } }] });
    expect(result.unplaced).toEqual([]);
    expect(result.targets[0]?.supply["memoryMiB"]).toBeLessThanOrEqual(65_536);
    // 40 × 4 GiB into less than 64 GiB each: 15 guests at most, so three machines; 8 engines × 0.8 hold 11 guests' CPU.
    expect(result.hosts.length).toBeGreaterThanOrEqual(3);
    expect(verify({ request, result }, CONTEXT).ok).toBe(true);
  });

  test("is refused with the outer layer's own reason when it is too large, never made smaller", () => {
    const { result } = planned({ targets: [{ ...zvm, outer: { vcpus: 500 } }] });
    expect(result.hosts).toEqual([]);
    expect(result.targets[0]?.misfits.length).toBeGreaterThan(0);
  });

  test("is an error where the platform has no outer layer, and so is a setting that the outer layer does not know", () => {
    expect(() => planned({ targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1", outer: {} }] })).toThrow(
      "/targets/0/outer: esx-3.0 stands on the host itself",
    );
    expect(() => planned({ targets: [{ ...zvm, outer: { settings: { nonsense: 1 } } }] })).toThrow(
      "/targets/0/outer/settings",
    );
  });

  test("cuts an nPar for vPars: two cells of a four-cell server hold half its cores", () => {
    const hpux: PlanRequestInput["workloads"] = Array.from({ length: 4 }, (_, i) => ({
      id: `hpux-${i}`,
      name: `hpux-${i}`,
      os: { family: "hp-ux", version: "11i v2", architecture: "ia64" },
      vcpus: 1,
      memoryMiB: 4096,
      measuredOn: { hostType: "hp-rx8620" },
    }));
    const target = { platform: "vpar-a04-in-npar", hostType: "hp-rx8620" };
    const whole = planned({ workloads: hpux, targets: [target] }).result;
    const half = planned({ workloads: hpux, targets: [{ ...target, outer: { vcpus: 8, memoryMiB: 131_072 } }] }).result;
    expect(whole.targets[0]?.misfits).toEqual([]);
    expect(half.targets[0]?.misfits).toEqual([]);
    expect(half.summary.placed).toBe(4);
    expect([whole, half].map(({ targets }) => targets[0]?.supply["block:cpu"])).toEqual([16, 8]);
  });
});
