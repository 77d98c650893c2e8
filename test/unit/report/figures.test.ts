/** Pictures as data. */
import { describe, expect, it } from "vitest";
import {
  MOST_HEAT_ROWS,
  MOST_LAYERS,
  estateProfile,
  heatMap,
  hostLabels,
  hostProfile,
  hottestHost,
} from "#planner/report/index.ts";
import { sampleDemandOf, samplePlan } from "../../support/plan-document.ts";

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe("the heat map", () => {
  it("has a row per used host and leaves spares out", () => {
    const figure = heatMap(samplePlan({ hosts: 6 }));
    expect(figure.rows).toHaveLength(6);
    expect(figure.hostsTotal).toBe(6);
  });

  it("shows the hottest hosts, in plan order, when there are too many", () => {
    const document = samplePlan({ hosts: 130, timeModel: "day", unplaced: 0 });
    const figure = heatMap(document);
    expect(figure.rows).toHaveLength(MOST_HEAT_ROWS);
    expect(figure.hostsTotal).toBe(130);
    const peaks = document.result.hosts
      .filter((host) => host.role === "used")
      .map((host) => Math.max(...host.cpuRatio));
    const least = Math.min(...figure.rows.map((row) => row.peakRatio));
    expect(peaks.filter((peak) => peak > least).length).toBeLessThanOrEqual(MOST_HEAT_ROWS);
    const order = document.result.hosts.map((host) => host.id);
    expect(figure.rows.map((row) => order.indexOf(row.host))).toEqual(
      figure.rows.map((row) => order.indexOf(row.host)).toSorted((a, b) => a - b),
    );
  });

  it("puts the peak where the highest ratio is", () => {
    for (const row of heatMap(samplePlan()).rows) {
      expect(row.ratios[row.peakColumn]).toBe(row.peakRatio);
      expect(row.peakRatio).toBe(Math.max(...row.ratios));
    }
  });
});

describe("the profile of a host", () => {
  const document = samplePlan();
  const hottest = hottestHost(document);
  const id = hottest?.id ?? "";

  it("stacks its layers to the host's own ratio in every slot", () => {
    const figure = hostProfile(document, id, sampleDemandOf(document));
    figure.total.forEach((ratio, column) => {
      expect(total(figure.layers.map((layer) => layer.values[column] ?? 0))).toBeCloseTo(ratio, 9);
      expect(ratio).toBe(hottest?.cpuRatio[column]);
    });
  });

  it("sums up the smallest contributors when there are more than it names", () => {
    const host = document.result.hosts[0];
    if (host === undefined) throw new Error("the sample has hosts");
    // Two hosts' partitions on one: 16 partitions, 7 named, 9 summed up.
    const other = document.result.hosts[1]?.partitions ?? [];
    const crowded = { ...host, partitions: [...host.partitions, ...other] };
    const figure = hostProfile(
      { ...document, result: { ...document.result, hosts: [crowded, ...document.result.hosts.slice(1)] } },
      host.id,
      sampleDemandOf(document),
    );
    expect(figure.layers).toHaveLength(MOST_LAYERS + 1);
    expect(figure.layers.at(-1)?.label).toBe("9 others");
  });

  it("is one layer when the demands are not all known", () => {
    expect(hostProfile(document, id).layers.map((layer) => layer.label)).toEqual(["all 8 partitions"]);
    const partly = hostProfile(document, id, (workload) =>
      workload === hottest?.partitions[0]?.workload ? undefined : sampleDemandOf(document)(workload),
    );
    expect(partly.layers).toHaveLength(1);
    expect(partly.sumOfPeaks).toBeUndefined();
  });

  it("has a sum of peaks that is never below the peak of the sum", () => {
    const figure = hostProfile(document, id, sampleDemandOf(document));
    expect(figure.sumOfPeaks).toBeGreaterThan(figure.peak);
  });

  it("refuses a host that the plan does not have, by name", () => {
    expect(() => hostProfile(document, "nowhere/1")).toThrow('no host "nowhere/1"');
  });
});

describe("the profile of the estate", () => {
  it("counts in hosts' worth and has a layer per target in use", () => {
    const document = samplePlan({ hosts: 4 });
    const figure = estateProfile(document);
    expect(figure.capacity).toBe(4);
    // ceiling 0.8 by default
    expect(figure.ceiling).toBeCloseTo(3.2, 9);
    expect(figure.layers.map((layer) => layer.label)).toEqual(["VMware ESX Server 3.0", "Xen 3.0.2"]);
    expect(figure.total[14]).toBeCloseTo(total(document.result.hosts.map((host) => host.cpuRatio[14] ?? 0)), 9);
  });
});

describe("host labels", () => {
  const { hosts } = samplePlan({ hosts: 3 }).result;

  it("are as short as the plan allows", () => {
    expect(hostLabels(hosts)("esx-3.0@dl585-g1/2")).toBe("dl585-g1/2");
    const alone = hosts.filter((host) => host.hostType === "dl585-g1");
    expect(hostLabels(alone)("esx-3.0@dl585-g1/2")).toBe("host 2");
  });

  it("are the ids where two platforms share a host type", () => {
    const alike = hosts.map((host) => ({ ...host, hostType: "dl585-g1" }));
    expect(hostLabels(alike)("esx-3.0@dl585-g1/2")).toBe("esx-3.0@dl585-g1/2");
  });
});
