import { describe, expect, it } from "vitest";
import { HOST_TYPES } from "#hosts";
import { matchHostType } from "#planner/size/match-host.ts";

const matched = (model: string, cpuModel?: string) => matchHostType({ model, cpuModel }, HOST_TYPES)?.id;

describe("matching an inventory's host to the catalogue", () => {
  it.each([
    ["HP ProLiant DL380 G4", "hp-dl380-g4"],
    ["proliant dl380 g4", "hp-dl380-g4"],
    ["Sun Fire V490", "sun-fire-v490"],
    ["SUNW,Sun-Fire-V890", "sun-fire-v890"],
    ["Sun Microsystems sun4u Sun SPARC Enterprise M4000 Server", "sparc-m4000"],
    ["IBM System x3650 M2 -[7947AC1]-", "ibm-x3650-m2"],
    ["HPE ProLiant DL380 Gen10+", "hpe-dl380-gen10plus-8380"],
    ["HPE ProLiant DL380 Gen10", "hpe-dl380-gen10-8180"],
  ])("knows %s by its model alone", (model, id) => {
    expect(matched(model)).toBe(id);
  });

  it.each([
    ["Dell Inc. PowerEdge R740", "Intel(R) Xeon(R) Platinum 8180 CPU @ 2.50GHz", "dell-r740-8180"],
    ["Dell Inc. PowerEdge R740", "Intel(R) Xeon(R) Platinum 8280 CPU @ 2.70GHz", "dell-r740-8280"],
    ["Dell Inc. PowerEdge R730", "Intel(R) Xeon(R) CPU E5-2699 v4 @ 2.20GHz", "dell-r730"],
    ["HPE ProLiant DL385 Gen10 Plus", "AMD EPYC 7773X 64-Core Processor", "hpe-dl385-gen10plus-7773x"],
    ["Colfax CX2266-N2", "Dual-Core AMD Opteron(tm) Processor 2216 HE", "colfax-cx2266"],
    ["HP ProLiant DL380 G4", "Intel(R) Xeon(TM) CPU 3.80GHz", "hp-dl380-g4"],
  ])("knows %s with %s", (model, cpu, id) => {
    expect(matched(model, cpu)).toBe(id);
  });

  it("does not choose between two types of one model without the CPU", () => {
    expect(matched("Dell Inc. PowerEdge R740")).toBeUndefined();
  });

  it.each([
    ["Dell Inc. PowerEdge R740xd2", undefined],
    ["HPE ProLiant DL380 Gen9", undefined],
    ["Dell Inc. PowerEdge R740", "Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz"],
    ["HP ProLiant DL380 G4", "Intel(R) Xeon(TM) CPU 3.00GHz"],
    ["VMware Virtual Platform", "AMD EPYC 7773X 64-Core Processor"],
    ["", undefined],
  ])("leaves %s with %s unmatched", (model, cpu) => {
    expect(matched(model, cpu)).toBeUndefined();
  });

  it("matches nothing where no model is stated", () => {
    expect(matchHostType({ cpuModel: "AMD EPYC 7773X" }, HOST_TYPES)).toBeUndefined();
  });

  it("finds every type by each of its own aliases and its own CPU text", () => {
    for (const type of HOST_TYPES) {
      for (const alias of type.aliases) expect(matched(`${type.maker} ${alias}`, type.cpuModel), alias).toBe(type.id);
    }
  });
});
