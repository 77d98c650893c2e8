/** Builders of plan requests for tests: host types, workloads and whole requests, deterministic, small, with real platforms. */
import { PLATFORMS } from "#models";
import { HostType, type PlanContext, type PlanRequestInput } from "#planner";

const s = (value: number) => ({ value, source: "assumed: test" });

/** An x86 host type: `cores` at 2,000 MHz, rating 10,000 per core, 100 W idle to 200 W. */
export function x86Host(id: string, shape: { readonly cores: number; readonly memoryMiB: number }): HostType {
  return HostType.parse({
    id,
    maker: "Test",
    model: id,
    year: 2012,
    architecture: "x86-64",
    cpuVendor: "intel",
    cpuModel: "test",
    features: ["vt-x", "slat", "nx", "pae"],
    sockets: s(1),
    coresPerSocket: s(shape.cores),
    threadsPerCore: s(1),
    coreMhz: s(2000),
    memoryMiB: s(shape.memoryMiB),
    ratingPerCore: s(10_000),
    networkMbps: s(2000),
    diskMBps: s(400),
    rackUnits: s(2),
    power: { kind: "two-ends", idleW: s(100), maxW: s(200) },
  });
}

export type WorkloadInput = PlanRequestInput["workloads"][number];

/** A 64-bit Linux VM measured on host type `big`. */
export const vm = (id: string, extra: Partial<WorkloadInput> = {}): WorkloadInput => ({
  id,
  name: id,
  os: { family: "linux", architecture: "x86-64" },
  vcpus: 2,
  memoryMiB: 4096,
  measuredOn: { hostType: "big" },
  ...extra,
});

/** An hourly CPU series from Monday 24 October 2005, in cores. */
export const cpu = (workload: string, values: readonly number[]) => ({
  workload,
  metric: "cpuCores" as const,
  start: "2005-10-24T00:00:00Z",
  slotMinutes: 60,
  values: [...values],
});

export const BIG = x86Host("big", { cores: 16, memoryMiB: 131_072 });
export const SMALL = x86Host("small", { cores: 4, memoryMiB: 32_768 });

export const CONTEXT: PlanContext = { platforms: PLATFORMS, hostTypes: [BIG, SMALL] };

/** A request for vSphere 8 on `big` unless told otherwise. */
export const ask = (workloads: readonly WorkloadInput[], extra: Partial<PlanRequestInput> = {}): PlanRequestInput => ({
  workloads: [...workloads],
  targets: [{ platform: "vsphere-8", hostType: "big" }],
  ...extra,
});

/** A number 0–1 from two small integers: hashing in place of a generator, so that builders need no state. */
export function noise(a: number, b: number): number {
  const x = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  const y = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  return ((y ^ (y >>> 13)) >>> 0) / 0x1_0000_0000;
}

/** An estate of `count` VMs with daily profiles, three per `apart` rule, one pair together, and one that fits nowhere. */
export function estate(count: number, seed: number): PlanRequestInput {
  const ids = Array.from({ length: count }, (_, i) => `vm-${String(i).padStart(3, "0")}`);
  const workloads = ids.map((id, i) =>
    vm(id, { memoryMiB: 1024 * (1 + Math.floor(noise(seed, i) * 8)), vcpus: 1 + Math.floor(noise(seed, i + 500) * 4) }),
  );
  const series = ids.map((id, i) =>
    cpu(
      id,
      Array.from(
        { length: 24 },
        (_, h) => Math.round(1000 * noise(seed + i, h) * (h > 7 && h < 19 ? 1.5 : 0.4)) / 1000,
      ),
    ),
  );
  return ask([...workloads, vm("too-big", { memoryMiB: 50_000_000 }), vm("a-template", { role: "template" })], {
    series,
    rules: [
      { id: "r-apart", kind: "apart", workloads: ids.slice(0, 3) },
      { id: "r-together", kind: "together", workloads: ids.slice(3, 5) },
      { id: "r-ban", kind: "ban", workloads: ids.slice(5, 6), places: ["vsphere-8@big/1"] },
    ],
    goals: { timeModel: "day", spareHosts: 1 },
    targets: [
      { platform: "vsphere-8", hostType: "big", memoryMiB: 65_536 },
      { platform: "xen-4", hostType: "small", maxHosts: 4 },
    ],
    seed,
  });
}
