/** IBM's value units, sub-capacity and z/VM: the worked checks of the table. */
import { describe, expect, it } from "vitest";
import { valueUnitsOf } from "#planner/cost/licences/zvm.ts";
import { count, guests, host, hosts } from "../../../support/licences.ts";

const units = (...asked: Parameters<typeof count>) => count(...asked).units;
const power = { architecture: "power" as const, guests: guests(1) };

describe("processor value units", () => {
  it("counts 8,960 for a host of 128 cores, and 280 for its guest of 4 virtual CPUs", () => {
    // 128 × 70 = 8,960; 4 × 70 = 280.
    const one = host({ sockets: 4, coresPerSocket: 32, guests: guests(1, 4) });
    expect(units("ibm-pvu", one)).toBe(8960);
    expect(units("ibm-pvu-subcapacity", one)).toBe(280);
  });

  it.each([
    ["a large POWER10", { ...power, cpuModel: "POWER10", sockets: 8 }, 120],
    ["a POWER10 of 4 sockets", { ...power, cpuModel: "POWER10", sockets: 4 }, 100],
    ["a POWER10 of 2 sockets", { ...power, cpuModel: "POWER10", sockets: 2 }, 70],
    ["a POWER6 of 8 sockets", { ...power, cpuModel: "POWER6", sockets: 8 }, 120],
    ["a POWER6 of 2 sockets", { ...power, cpuModel: "POWER6", sockets: 2 }, 80],
    ["a POWER5", { ...power, cpuModel: "POWER5+", sockets: 8 }, 100],
    ["a z10", { architecture: "s390x" as const, year: 2008, guests: guests(1) }, 120],
    ["a z9", { architecture: "s390x" as const, year: 2005, guests: guests(1) }, 100],
  ])("values a core of %s", (_, shape, each) => {
    const one = host({ ...shape, coresPerSocket: 1 });
    expect(units("ibm-pvu", one)).toBe(one.cores * each);
  });

  it("values any Power core under Linux at 70, or what the user says", () => {
    const one = host({ ...power, cpuModel: "POWER10", sockets: 8, coresPerSocket: 10 });
    expect(units("ibm-pvu", one, { isLinux: true })).toBe(80 * 70);
    expect(units("ibm-pvu", one, { pvuPerCore: 60 })).toBe(80 * 60);
  });
});

describe("sub-capacity", () => {
  it("counts 16 cores for 6 uncapped partitions of 24 virtual processors in a pool of 16", () => {
    // min(24, 16) = 16; on a server of 32 cores.
    const one = host({ architecture: "power", sockets: 4, coresPerSocket: 8, guests: guests(6, 4) });
    expect(units("ibm-vpc", one, { poolCores: 16 })).toBe(16);
    // Without a pool min(24, 32) = 24, on 16 cores 16.
    expect(units("ibm-vpc", one)).toBe(24);
    expect(units("ibm-vpc", host({ guests: guests(6, 4) }))).toBe(16);
  });

  it("adds capped partitions outside of the pool at their ceiling", () => {
    // 24 virtual processors share 16; two capped ones of 1.5 are 3.
    const mixed = [...guests(6, 4), ...guests(2, 2, 1.5)];
    const one = host({ architecture: "power", sockets: 4, coresPerSocket: 8, guests: mixed });
    expect(units("ibm-vpc", one, { poolCores: 16 })).toBe(19);
  });

  it("counts all cores of a server that is not partitioned", () => {
    expect(units("ibm-pvu-subcapacity", host({ isPartitioned: false, guests: guests(1, 2) }))).toBe(16 * 70);
  });
});

describe("z/VM", () => {
  const machine = (cores: number) =>
    host({ architecture: "s390x", hypervisor: "zvm", sockets: 1, coresPerSocket: cores, guests: guests(4) });

  it("needs 48 value units for 5 engines", () => {
    // 3 × 10 + 2 × 9 = 48; at 2,250 USD 108,000.
    expect(units("zvm-value-units", machine(5))).toBe(48);
  });

  it("knows the published sums of 3, 7 and 10 engines, and the table's far end", () => {
    // 3 × 10 = 30; 30 + 3 × 9 + 8 = 65; 30 + 27 + 24 + 7 = 88;
    // 26: 30 + 27 + 24 + 21 + 4 × 6 + 4 × 5 + 5 × 4 + 3 = 169.
    expect([3, 7, 10, 26].map(valueUnitsOf)).toEqual([30, 65, 88, 169]);
  });

  it("adds engines over machines before the volume counts, spares included", () => {
    const two = hosts(2, (n) => ({ ...machine(5), id: `p@h/${n}`, ...(n === 2 ? { role: "spare", guests: [] } : {}) }));
    // 10 engines are 88, not 2 × 48.
    expect(units("zvm-value-units", two)).toBe(88);
    expect(units("zvm-value-units", two, { spares: false })).toBe(48);
  });

  it("needs 8 licences of V4 for 8 engines, and counts those of its own logical partition", () => {
    // 8 × 45,000 = 360,000 USD.
    expect(units("zvm-v4", machine(8))).toBe(8);
    expect(units("zvm-v4", { ...machine(8), innerCores: 3 })).toBe(3);
    expect(units("zvm-v4", machine(8), { engines: 5 })).toBe(5);
  });

  it("counts IFLs on machines of the family only", () => {
    expect(units("ibm-ifl", machine(6))).toBe(6);
    expect(units("ibm-ifl", host({ guests: guests(1) }))).toBe(0);
  });
});
