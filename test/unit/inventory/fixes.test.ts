import { describe, expect, it } from "vitest";
import { applyEdits, fixesFor } from "#inventory";
import { Inventory } from "#planner/contract/index.ts";

const os = { family: "windows", version: "2003", architecture: "x86-32" } as const;
const named = (id: string, more: object = {}) => ({ id, name: id, os, vcpus: 1, memoryMiB: 512, ...more });
const slot = { start: "2026-01-05T00:00:00Z", slotMinutes: 60, values: [1] };
const found = (code: string, subject: string, more: object = {}) => ({
  code,
  severity: "info",
  file: "f.csv",
  subject,
  ...more,
});

const ESTATE = Inventory.parse({
  format: "house-csv",
  files: ["f.csv"],
  workloads: [
    named("web"),
    named("off-1", { state: "powered-off" }),
    named("off-2", { state: "powered-off" }),
    named("golden", { role: "template" }),
    named("web (2)", { name: "web" }),
    named("box", { os: { family: "linux", architecture: "unknown" } }),
  ],
  hosts: [],
  series: [
    { ...slot, workload: "web", metric: "cpuCores" },
    { ...slot, workload: "web", metric: "memoryMiB" },
    { ...slot, workload: "box", metric: "cpuCores" },
  ],
  findings: [
    // off-2 was cut from the list and is meant all the same
    found("powered-off", "off-1"),
    found("template", "golden"),
    found("duplicate-name", "web (2)", { raw: "web" }),
    found("unknown-architecture", "box"),
    found("series-gap", "web cpuCores", { raw: "1 of 3" }),
    found("over-allocation", "box"),
    found("os-disagrees", "web", { raw: "Windows 2003", bound: "Red Hat Enterprise Linux 4 (64-bit)" }),
    found("unknown-word", "web"),
    { code: "edit-set", severity: "info", file: "", raw: "web", bound: "vcpus 1" },
  ],
});

function fixed(code: string, id: string): Inventory {
  const fix = fixesFor(ESTATE, code).find((one) => one.id === id);
  if (fix === undefined) throw new Error(`no fix ${id}`);
  return applyEdits(ESTATE, fix.edits);
}
const ids = ({ workloads }: Inventory) => workloads.map(({ id }) => id);
const workload = (inventory: Inventory, id: string) => inventory.workloads.find((one) => one.id === id);

describe("fixes of findings", () => {
  it.each([
    ["powered-off", ["plan", "leave-out", "settle"]],
    ["template", ["plan", "leave-out", "settle"]],
    ["duplicate-name", ["leave-out", "settle"]],
    ["unknown-architecture", ["64-bit", "32-bit", "settle"]],
    ["series-gap", ["configured", "settle"]],
    ["over-allocation", ["configured", "settle"]],
    ["os-disagrees", ["reported", "settle"]],
    ["unknown-word", ["settle"]],
    // not there, a note of an edit, a name of every object
    ["suspended", []],
    ["edit-set", []],
    ["toString", []],
  ])("for %s are %j", (code, expected) => {
    expect(fixesFor(ESTATE, code).map(({ id }) => id)).toEqual(expected);
  });

  it("plan powered-off machines, those cut from the list too, or leave them out", () => {
    expect(fixed("powered-off", "plan").workloads.map(({ state }) => state)).toEqual(Array(6).fill("running"));
    expect(ids(fixed("powered-off", "leave-out"))).toEqual(["web", "golden", "web (2)", "box"]);
  });

  it("leave out the later of two of one name and not the first", () => {
    expect(ids(fixed("duplicate-name", "leave-out"))).toEqual(["web", "off-1", "off-2", "golden", "box"]);
  });

  it("make workloads of templates", () => {
    expect(workload(fixed("template", "plan"), "golden")?.role).toBe("workload");
  });

  it("take the system that the tools report, and a word size", () => {
    expect(workload(fixed("os-disagrees", "reported"), "web")?.os).toEqual({
      family: "linux",
      version: "RHEL 4",
      architecture: "x86-64",
    });
    expect(workload(fixed("unknown-architecture", "32-bit"), "box")?.os).toEqual({
      family: "linux",
      architecture: "x86-32",
    });
  });

  it("leave out the one series that a finding names, and no other", () => {
    const left = (inventory: Inventory) => inventory.series.map((one) => `${one.workload} ${one.metric}`);
    expect(left(fixed("series-gap", "configured"))).toEqual(["web memoryMiB", "box cpuCores"]);
    expect(left(fixed("over-allocation", "configured"))).toEqual(["web cpuCores", "web memoryMiB"]);
  });

  it("settle their findings, leave the others, and say what was done", () => {
    const codes = fixed("powered-off", "plan").findings.map(({ code }) => code);
    expect(codes).not.toContain("powered-off");
    expect(codes).toHaveLength(ESTATE.findings.length - 1 + 2);
    expect(codes.slice(-3)).toEqual(["edit-set", "edit-set", "edit-settled"]);
  });
});
