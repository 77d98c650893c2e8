/** Oracle's stated position read from the facts of layers: what each platform's partitions hold, on real hosts. */
import { describe, expect, it } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import type { PlanContext, PlanRequestInput } from "#planner";
import { countLicences, licenceSteps } from "#planner/cost/licences/index.ts";
import { estateOf, placed } from "../../../support/licensed-estate.ts";

const CONTEXT: PlanContext = { platforms: PLATFORMS, hostTypes: HOST_TYPES };

type System = PlanRequestInput["workloads"][number]["os"];
const AIX: System = { family: "aix", version: "7.2", architecture: "power" };
const SOLARIS: System = { family: "solaris", version: "10", architecture: "sparc" };
const HPUX: System = { family: "hp-ux", version: "11i v3", architecture: "ia64" };

/** One database of two CPUs that peaks at 1.1 cores, alone on one host; factor 1, so units are cores. */
function cores(platform: string, hostType: string, system: System, settings: Record<string, unknown> = {}) {
  const request: PlanRequestInput = {
    workloads: [{ id: "db", name: "db", os: system, vcpus: 2, memoryMiB: 4096, measuredOn: { hostType } }],
    series: [
      { workload: "db", metric: "cpuCores", start: "2005-10-24T00:00:00Z", slotMinutes: 60, values: [0.3, 1.1] },
    ],
    targets: [{ platform, hostType, settings }],
    licences: [{ id: "o", product: "oracle-database-ee", workloads: ["db"], options: { factor: 1 }, price: 1 }],
  };
  const estate = estateOf(request, CONTEXT);
  const [counted] = countLicences(estate, placed(estate, [[[0]]]), CONTEXT)?.after ?? [];
  const { spec } = estate.sized(0, 0);
  const steps = licenceSteps(estate, CONTEXT).map((one) => [one.radius, one.steps[0]?.[1]]);
  return { units: counted?.units, steps, spec, all: estate.targets[0]?.cores ?? 0, why: counted?.lines[0]?.why };
}

describe("a partition that the policy takes as a border", () => {
  it("counts a capped micro-partition by its processing units, a dedicated one by its processors", () => {
    const capped = cores("power10", "ibm-power-e1080", AIX, { processorMode: "capped" });
    expect(capped.units).toBe(Math.ceil(Number(capped.spec.settings["processingUnits"])));
    expect(capped.steps).toEqual([["host", capped.units]]);
    const dedicated = cores("power10", "ibm-power-e1080", AIX, { processorMode: "dedicated" });
    expect(dedicated.units).toBe(dedicated.spec.settings["dedicatedProcessors"]);
  });

  it("counts all cores around an uncapped one, and every host of its target", () => {
    const { units, all, steps, why } = cores("power10", "ibm-power-e1080", AIX, { processorMode: "uncapped" });
    expect(units).toBe(all);
    expect(steps).toEqual([["target", all]]);
    expect(why).toContain("no hard partition holds the guests");
  });

  it("counts a domain by the cores of its boards", () => {
    const { units, spec, all } = cores("sun-domains-m-series", "sparc-m4000", SOLARIS, { boardMode: "quad" });
    expect(units).toBe(spec.vcpus);
    expect(units).toBeLessThan(all);
  });

  it("counts a capped zone by its cap in threads, and all cores around one of shares", () => {
    const capped = cores("solaris-containers-10u5", "sun-fire-t2000", SOLARIS, { cpu: "capped" });
    // Four threads to a core: a cap of 4 threads is one core.
    expect(capped.units).toBe(Math.ceil(Number(capped.spec.settings["cpuCap"]) / 4));
    const shares = cores("solaris-containers-10u5", "sun-fire-t2000", SOLARIS);
    expect(shares.units).toBe(shares.all);
  });

  it("counts a vPar by its most CPUs", () => {
    const { units, spec } = cores("vpar-a05", "hp-rx8640", HPUX);
    expect(units).toBe(spec.settings["cpuMax"]);
  });

  it("counts a capped group by its percent of the cores, one of a processor set by its cores", () => {
    const each = cores("hp-prm", "hp-rx8640", HPUX, { hpux: "11i v3", cap: "each" });
    const percent = Number(each.spec.settings["maxPercent"]);
    expect(each.units).toBe(Math.ceil((each.all * percent) / 100));
    const pset = cores("hp-prm", "hp-rx8640", HPUX, { hpux: "11i v3", groups: "pset" });
    expect(pset.units).toBe(pset.spec.settings["psetCores"]);
    expect(cores("hp-prm", "hp-rx8640", HPUX, { hpux: "11i v3" }).units).toBe(each.all);
  });

  it("counts a logical domain of capped whole cores, and all cores around one of strands", () => {
    const hard = cores("ovm-sparc-3", "sparc-t4-4", SOLARIS, { cpu: "hard-partition" });
    expect(hard.units).toBe(hard.spec.settings["maxCores"]);
    const strands = cores("ovm-sparc-3", "sparc-t4-4", SOLARIS, { cpu: "strand" });
    expect(strands.units).toBe(strands.all);
  });

  it("counts no more than the outer partition where that is a border", () => {
    const { units, all } = cores("solaris-containers-in-domain", "sun-fire-e6900", SOLARIS);
    expect(units).toBeLessThanOrEqual(all);
  });
});

describe("a hypervisor that the policy takes as soft", () => {
  it.each([
    ["vsphere-8", "dell-r740-8180"],
    ["hyper-v-2022", "dell-r740-8180"],
    ["xen-4", "dell-r740-8180"],
  ])("%s counts all cores", (platform, hostType) => {
    const { units, all } = cores(platform, hostType, { family: "linux", architecture: "x86-64" });
    expect(units).toBe(all);
  });

  it("Integrity VM 3, which knows no cap, counts all cores", () => {
    const { units, all } = cores("integrity-vm-3", "hp-rx8640", HPUX);
    expect(units).toBe(all);
  });
});
