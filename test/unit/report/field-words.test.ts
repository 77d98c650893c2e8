/** Names of fields as people write them. */
import { describe, expect, it } from "vitest";
import { fieldLabel, fieldWords, settingWords } from "#planner/report/index.ts";

describe("a field's name", () => {
  it.each([
    ["cpuReservationMhz", "CPU reservation", "MHz"],
    ["memoryReservationMiB", "memory reservation", "MiB"],
    ["capPercent", "cap", "%"],
    ["supplyAirC", "supply air", "°C"],
    ["maxWPerM2", "most", "W/m²"],
    ["capacityKW", "capacity", "kW"],
    ["effortSeconds", "effort", "s"],
    // no unit at the end: what follows "per" is part of the name
    ["gramsPerKWh", "grams per kWh", ""],
    ["perRackYear", "per rack year", ""],
    ["dedicatedCpus", "dedicated CPUs", ""],
    ["shares", "shares", ""],
    ["C", "c", ""],
  ])("%s is %s in %s", (name, words, unit) => {
    expect(fieldWords(name)).toEqual({ words, unit });
  });

  it("with dots is a label, its unit at the end", () => {
    expect(fieldLabel("facility.coolingUnits.capacityKW")).toBe("Facility: cooling units: capacity (kW)");
    expect(fieldLabel("tariffPerKWh")).toBe("Tariff per kWh");
  });

  it("of a setting carries its value with its unit", () => {
    expect(settingWords("cpuShares", 2000)).toEqual(["CPU shares", "2,000"]);
    expect(settingWords("cpuReservationMhz", 0)).toEqual(["CPU reservation", "0 MHz"]);
    expect(settingWords("capPercent", 50)).toEqual(["cap", "50%"]);
    expect(settingWords("isPinned", true)).toEqual(["is pinned", "yes"]);
  });
});
