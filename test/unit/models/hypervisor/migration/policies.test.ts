/** Rule sets of the platforms, on guests that show what sets them apart. */
import { describe, expect, it } from "vitest";
import { SOURCES } from "#models/sources/index.ts";
import {
  MEASURED_GUESTS,
  measuredTask,
  type MigrationRules,
  type MigrationTask,
  runMigration,
} from "#models/hypervisor/migration/index.ts";
import { HYPER_V_2008_R2 } from "#models/hyperv/migration-policies.ts";
import { POWER_LPM } from "#models/power/migration-policies.ts";
import { PROXMOX_VE, QEMU_AUTO_CONVERGE, QEMU_DEFAULT } from "#models/qemu/migration-policies.ts";
import { VSPHERE_5 } from "#models/vmware/migration-policies.ts";
import { XEN_2006_ADAPTIVE, XEN_2006_SHIPPED, XEN_4, XEN_PAPER_2005 } from "#models/xen/migration-policies.ts";
import { ZVM_RELOCATION, zvmRelocation } from "#models/zvm/migration-policies.ts";

const GIB = 2 ** 30;
const MIB = 2 ** 20;

/** 4 GiB over gigabit Ethernet (119 MiB/s); a set of that size written at that rate. */
function busy(rules: MigrationRules, hotMiB: number, hotMiBs: number): MigrationTask {
  return {
    memory: {
      bytes: 4 * GIB,
      pageBytes: 4096,
      sets: [{ name: "hot", bytes: hotMiB * MIB, bytesPerSecond: hotMiBs * MIB }],
    },
    rules,
    path: { linkMbitS: 1000, mbitPerCpuSecond: 8000 },
    senderCpu: { running: 1, paused: 1 },
    giveUpNs: 3600e9,
  };
}

const seconds = (ns: number) => ns / 1e9;
const web = (rules: MigrationRules) => {
  const guest = MEASURED_GUESTS.find((g) => g.name === "specweb99");
  if (guest === undefined) throw new Error("no measured guest specweb99");
  return runMigration(measuredTask(guest, rules));
};

describe("Xen", () => {
  it("as shipped never stops for sending more, so a guest that outruns it goes on to three times its memory", () => {
    const report = runMigration(busy(XEN_2006_SHIPPED, 3072, 3000));
    expect(["rounds", "sent-times-memory"]).toContain(report.reason);
    expect(report.rounds.every((round) => round.limitMbitS === null)).toBe(true);
  });

  it("by the paper's prose follows the dirty rate from the third round on, where the tree of 2006 stays", () => {
    const limits = (rules: MigrationRules) =>
      web(rules)
        .rounds.slice(0, 3)
        .map((round) => round.limitMbitS);
    expect(limits(XEN_2006_ADAPTIVE)).toEqual([100, 100, 100]);
    const [first, second, third] = limits(XEN_PAPER_2005);
    expect([first, second]).toEqual([100, 100]);
    expect(third).toBeGreaterThan(105);
  });

  it("as shipped is quicker and costs the guest's neighbours more than with rate control", () => {
    expect(web(XEN_2006_SHIPPED).totalNs).toBeLessThan(web(XEN_2006_ADAPTIVE).totalNs);
  });

  it("4.x stops after five rounds, or with fewer than 50 dirty pages", () => {
    const busyOne = runMigration(busy(XEN_4, 500, 1000));
    expect([busyOne.reason, busyOne.rounds.length]).toEqual(["rounds", 6]);
    expect(runMigration(busy(XEN_4, 0.1, 1)).reason).toBe("few-pages-left");
  });
});

describe("vSphere", () => {
  it("slows a guest that outruns the link until the rest fits half a second", () => {
    const report = runMigration(busy(VSPHERE_5, 2000, 400));
    expect([report.outcome, report.reason]).toEqual(["moved", "fits-downtime"]);
    expect(seconds(report.downtimeNs)).toBeLessThanOrEqual(0.5);
    expect(report.slowdownRatio).toBeGreaterThan(0.1);
  });

  it("leaves a quiet guest alone", () => {
    expect(runMigration(busy(VSPHERE_5, 20, 10)).slowdownRatio).toBe(0);
  });
});

describe("Hyper-V", () => {
  it("ends after ten passes whatever is left", () => {
    const report = runMigration(busy(HYPER_V_2008_R2, 1000, 1000));
    expect([report.reason, report.rounds.length]).toEqual(["rounds", 11]);
  });
});

describe("QEMU", () => {
  it("never moves a guest that outruns its limit, and says that it gave up", () => {
    const report = runMigration(busy(QEMU_DEFAULT, 1000, 1000));
    expect([report.outcome, report.reason, report.downtimeNs]).toEqual(["abandoned", "gave-up", 0]);
  });

  it("moves it with auto-converge, at the guest's cost", () => {
    const report = runMigration(busy(QEMU_AUTO_CONVERGE, 1000, 1000));
    expect([report.outcome, report.reason]).toEqual(["moved", "fits-downtime"]);
    expect(seconds(report.downtimeNs)).toBeLessThanOrEqual(0.3);
    expect(report.slowdownRatio).toBeGreaterThan(0.3);
  });

  it("under Proxmox VE runs at the link's speed and pauses for 100 ms at most", () => {
    const report = runMigration(busy(PROXMOX_VE, 10, 20));
    expect(report.reason).toBe("fits-downtime");
    expect(seconds(report.downtimeNs)).toBeLessThanOrEqual(0.1);
  });
});

describe("z/VM and POWER", () => {
  it("cancel a relocation whose quiesce would be longer than allowed", () => {
    // 2000 MiB left dirty at 119 MiB a second is 16.8 s.
    const report = runMigration(busy(ZVM_RELOCATION, 2000, 5000));
    expect([report.outcome, report.reason, seconds(report.downtimeNs)]).toEqual(["abandoned", "pause-too-long", 10]);
    expect(runMigration(busy(zvmRelocation({ maxQuiesceSeconds: 20 }), 2000, 5000)).outcome).toBe("moved");
    const short = zvmRelocation({ maxQuiesceSeconds: 20, maxTotalSeconds: 30 });
    expect(runMigration(busy(short, 2000, 5000)).reason).toBe("total-too-long");
  });

  it("suspend a partition once the rest is small", () => {
    const report = runMigration(busy(POWER_LPM, 100, 50));
    expect(report.reason).toBe("fits-downtime");
    expect(seconds(report.downtimeNs)).toBeLessThanOrEqual(2);
  });
});

/** Every source named anywhere in a value. */
function refsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { kind, ref } = value as { kind?: unknown; ref?: unknown };
  if (kind === "seen" && typeof ref === "string") return ref.split(", ");
  return Object.values(value).flatMap(refsIn);
}

it("every source that a rule set or a measured guest names is in the bibliography", () => {
  const sets = [XEN_PAPER_2005, XEN_2006_ADAPTIVE, XEN_2006_SHIPPED, XEN_4, VSPHERE_5, HYPER_V_2008_R2];
  const refs = refsIn([
    ...sets,
    ZVM_RELOCATION,
    POWER_LPM,
    QEMU_DEFAULT,
    QEMU_AUTO_CONVERGE,
    PROXMOX_VE,
    MEASURED_GUESTS,
  ]);
  expect(refs.length).toBeGreaterThan(20);
  expect(refs.filter((ref) => SOURCES[ref] === undefined)).toEqual([]);
});
