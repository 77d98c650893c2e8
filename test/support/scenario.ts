/** A small what-if scenario for tests of doors: four workloads, two ceilings by two growths. */
const workload = (id: string, memoryMiB: number) => ({
  id,
  name: id,
  os: { family: "linux", version: "RHEL 4", architecture: "x86-32" },
  vcpus: 2,
  memoryMiB,
});

/** A request that every variant of {@link SCENARIO} completes. */
export const BASE = {
  workloads: ["web", "mail", "files", "batch"].map((id, i) => workload(id, 1024 * (i + 1))),
  targets: [{ platform: "esx-3.0", hostType: "dell-2950-iii", maxHosts: 4 }],
  goals: { effortSeconds: 0 },
};

/** Four variants. */
export const SCENARIO = {
  name: "Ceiling and growth",
  request: BASE,
  vary: { "/goals/utilizationCeilingRatio": [0.6, 0.8], "/goals/growthPercent": [0, 300] },
};

/** {@link SCENARIO} with draws, growth and losses. */
export const RICH_SCENARIO = {
  ...SCENARIO,
  name: "Everything at once",
  vary: { "/goals/spareHosts": [0, 1] },
  sample: {
    count: 6,
    seed: 3,
    draw: { "/tariffPerKWh": { distribution: "triangular", from: 0.08, likely: 0.12, to: 0.3 } },
    factors: { demand: { distribution: "lognormal", median: 2, deviation: 0.4, to: 8 } },
  },
  growth: {
    start: "2026-12",
    months: 60,
    leadTimeWeeks: 10,
    percentPerYear: { cpu: { distribution: "uniform", from: 20, to: 60 }, memory: 90 },
  },
  events: [{ month: 3, event: "scale", workload: "web", times: 2 }],
  fail: [{ each: "host" }, { places: ["esx-3.0@dell-2950-iii/1"] }],
};
