/**
 * A whole plan, not only its packing: 10,000 workloads × 168 hours measured in CPU, network and disk, memory beside them,
 * on three targets of one platform: sizing, packing (by profile and by peaks), bound, reasons, energy, verification.
 * Prints stage figures; asserts that everything is placed and verified.
 */
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { type PlanContext, type PlanRequestInput, decodeRequest, plan } from "#planner";

const WORKLOADS = Number(process.argv[2] ?? 10_000);
const HOURS = 168;
const MIB_PER_GIB = 1024;

/** A number 0–1 from two integers. */
function noise(a: number, b: number): number {
  const x = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  const y = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  return ((y ^ (y >>> 13)) >>> 0) / 0x1_0000_0000;
}

function hourly(workload: number, salt: number, scale: number): number[] {
  const shift = Math.floor(noise(workload, salt) * 24);
  return Array.from({ length: HOURS }, (_, h) => {
    const day = (Math.sin(((h + shift) * Math.PI) / 12) + 1) / 2;
    return Math.round(1000 * scale * (0.2 + day) * (0.5 + noise(workload * HOURS + h, salt))) / 1000;
  });
}

function request(): PlanRequestInput {
  const ids = Array.from({ length: WORKLOADS }, (_, i) => `vm-${String(i).padStart(6, "0")}`);
  const start = "2026-01-05T00:00:00Z";
  return {
    workloads: ids.map((id, i) => ({
      id,
      name: id,
      os: { family: "linux", architecture: "x86-64" },
      vcpus: 1 + Math.floor(noise(i, 1) * 8),
      memoryMiB: MIB_PER_GIB * (1 + Math.floor(noise(i, 2) * 16)),
      measuredOn: { hostType: "dell-r740-8180" },
    })),
    series: ids.flatMap((workload, i) => [
      { workload, metric: "cpuCores" as const, start, slotMinutes: 60, values: hourly(i, 3, 0.6) },
      { workload, metric: "networkMbps" as const, start, slotMinutes: 60, values: hourly(i, 4, 20) },
      { workload, metric: "diskMBps" as const, start, slotMinutes: 60, values: hourly(i, 5, 2) },
    ]),
    targets: ["dell-r740-8180", "lenovo-sr665-7763", "amd-epyc-9654-2s"].map((hostType) => ({
      platform: "vsphere-8",
      hostType,
    })),
  };
}

const input = request();
const times: [string, number][] = [["start", performance.now()]];
const context: PlanContext = {
  platforms: PLATFORMS,
  hostTypes: HOST_TYPES,
  progress: ({ stage }) => {
    if (times.at(-1)?.[0] !== stage) times.push([stage, performance.now()]);
  },
};
const decoded = decodeRequest(input, context);
const result = plan(decoded, context);
times.push(["end", performance.now()]);
if (result.summary.placed !== WORKLOADS) throw new Error(`${result.summary.placed} of ${WORKLOADS} placed`);
const seconds = ((times.at(-1)?.[1] ?? 0) - (times[0]?.[1] ?? 0)) / 1000;
console.log(
  `${WORKLOADS} x ${HOURS} x 4 resources, 3 targets: ${result.summary.hostsUsed} hosts, bound ${result.summary.bound.hosts}, gap ${(100 * result.summary.gapRatio).toFixed(2)} %`,
);
console.log(
  `  ${seconds.toFixed(2)} s from request to verified plan, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
);
times.slice(0, -1).forEach(([stage, at], i) => {
  console.log(`  ${stage === "start" ? "decoding" : stage}: ${(((times[i + 1]?.[1] ?? at) - at) / 1000).toFixed(2)} s`);
});
