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

function planned(input: Omit<PlanRequestInput, "workloads">) {
  const request = decodeRequest({ workloads: guests, ...input }, CONTEXT);
  return { request, result: plan(request, CONTEXT) };
}

describe("a plan on z/VM in a logical partition", () => {
  const { request, result } = planned({ targets: [{ platform: "zvm-5.3-z9-ec", hostType: "z9-ec-s38" }] });

  test("places the guests, counts the partition's 32 engines and stands up to verification", () => {
    expect(result.unplaced).toEqual([]);
    // 40 × 4,096 × (1 + 8/1,024) = 165,120 MiB in a partition of 256 GiB less 2.5 GiB: one machine.
    expect(result.hosts).toHaveLength(1);
    expect(verify({ request, result }, CONTEXT)).toEqual({ ok: true, violations: [] });
    // 40 × 2 virtual CPUs at 4 to a core = 20 cores; × 1.1 / 0.997 of 32 engines.
    expect(result.hosts[0]?.cpuRatio[0]).toBeCloseTo((20 * 1.1) / 0.997 / 32, 3);
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
