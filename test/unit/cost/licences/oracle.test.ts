/** Oracle licences: core factors, hard and soft partitions, the stance that the user picks. */
import { describe, expect, it } from "vitest";
import { count, guests, host, hosts } from "../../../support/licences.ts";

const EE = "oracle-database-ee";
const units = (...asked: Parameters<typeof count>) => count(...asked).units;
const one = { guests: guests(1, 4) };

describe("Oracle Database Enterprise Edition", () => {
  it.each([
    ["64 x86 cores", { sockets: 4, coresPerSocket: 16 }, 32],
    ["64 POWER cores", { architecture: "power" as const, sockets: 8, coresPerSocket: 8 }, 64],
    ["16 x86 cores in 2 sockets", { sockets: 2, coresPerSocket: 8 }, 8],
    [
      "32 cores of SPARC T4",
      { architecture: "sparc" as const, cpuModel: "SPARC T4", sockets: 4, coresPerSocket: 8 },
      16,
    ],
    ["8 cores of UltraSPARC T1", { architecture: "sparc" as const, cpuModel: "UltraSPARC T1", sockets: 1 }, 2],
    ["8 cores of UltraSPARC T2+", { architecture: "sparc" as const, cpuModel: "UltraSPARC T2+", sockets: 1 }, 4],
    ["8 cores of UltraSPARC IV+", { architecture: "sparc" as const, cpuModel: "UltraSPARC IV+", sockets: 1 }, 6],
    ["16 cores of Itanium 9560", { architecture: "ia64" as const, cpuModel: "Itanium 9560" }, 16],
    ["16 cores of Itanium 2", { architecture: "ia64" as const, cpuModel: "Itanium 2" }, 8],
  ])("counts %s times their factor", (_, shape, expected) => {
    expect(units(EE, host({ ...shape, ...one }))).toBe(expected);
  });

  it("counts all cores of 20 hosts for one guest of 4 virtual CPUs", () => {
    const cluster = hosts(20, (n) => (n === 1 ? one : {}));
    // 20 × 16 × 0.5 = 160; by its own host alone 16 × 0.5 = 8; by the partition 4 × 0.5 = 2.
    expect(units(EE, cluster)).toBe(160);
    expect(units(EE, cluster, { stance: "host" })).toBe(8);
    expect(units(EE, cluster, { stance: "partition" })).toBe(2);
  });

  it("counts spare hosts in reach, and none that rules close to the guest", () => {
    const of = (isInReach: boolean) => hosts(3, (n) => (n === 3 ? { role: "spare", isInReach } : one));
    expect(units(EE, of(true))).toBe(24);
    expect(units(EE, of(false))).toBe(16);
  });

  it("rounds a capped partition of 4.5 cores up to 5", () => {
    const lpar = { architecture: "power" as const, hardPartition: "if-capped" as const };
    expect(units(EE, host({ ...lpar, guests: guests(1, 5, 4.5) }))).toBe(5);
    // Uncapped, the partition is no border: all 16 cores.
    expect(units(EE, host({ ...lpar, guests: guests(1, 5) }))).toBe(16);
  });

  it("takes a domain as a border whether capped or not, and never counts more than the host has", () => {
    const domain = { hardPartition: "yes" as const };
    expect(units(EE, host({ ...domain, guests: guests(2, 4) }))).toBe(4);
    expect(units(EE, host({ ...domain, guests: guests(9, 4) }))).toBe(8);
  });

  it("counts a server that is not partitioned by itself, whatever stands beside it", () => {
    const physical = hosts(2, (n) => ({ isPartitioned: false, ...(n === 1 ? one : {}) }));
    expect(units(EE, physical)).toBe(8);
  });

  it("takes the factor of the contract", () => {
    expect(units(EE, host(one), { factor: 0.25 })).toBe(4);
  });
});

describe("Oracle Database Standard Edition 2", () => {
  it("counts sockets in reach, and says where it may not run", () => {
    expect(
      units(
        "oracle-database-se2",
        hosts(3, (n) => (n === 1 ? one : {})),
      ),
    ).toBe(6);
    expect(count("oracle-database-se2", host({ sockets: 4, ...one })).lines).toEqual([
      { scope: "p@h/1", units: 4, why: "4 sockets; may not run here: more than 2 sockets" },
    ]);
  });
});
