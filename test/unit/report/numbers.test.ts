/** How reports write numbers and amounts. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amountPair,
  amountText,
  counted,
  decimal,
  grouped,
  listed,
  memoryText,
  percentText,
  plainAmount,
  resourceName,
  wattsText,
} from "#planner/report/index.ts";

describe("numbers", () => {
  it("are grouped by thousands with the digits asked for", () => {
    expect(grouped(1_234_567.891, 2)).toBe("1,234,567.89");
    expect(grouped(999)).toBe("999");
    expect(grouped(-1234)).toBe("-1,234");
  });

  it("never show a minus before nothing", () => {
    expect(grouped(-0.001, 1)).toBe("0.0");
    expect(decimal(-0.001)).toBe("0");
  });

  it("lose trailing zeros only after the point", () => {
    expect(decimal(100, 2)).toBe("100");
    expect(decimal(1.5, 3)).toBe("1.5");
    expect(decimal(1200)).toBe("1,200");
  });

  it("read back as the rounded value", () => {
    const readBack = (text: string) => Number(text.replaceAll(",", ""));
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        expect(Math.abs(readBack(decimal(value, 2)) - value)).toBeLessThanOrEqual(0.005 + Math.abs(value) * 1e-12);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("turn a missing limit into words", () => {
    expect(grouped(Number.POSITIVE_INFINITY)).toBe("no limit");
  });

  it("write ratios as per cent, memory in GiB from 1024 MiB on, watts in kW from 10,000 on", () => {
    expect(percentText(0.625, 1)).toBe("62.5%");
    expect(memoryText(1023)).toBe("1,023 MiB");
    // 3174.4 MiB / 1024 = 3.1 GiB
    expect(memoryText(3174.4)).toBe("3.1 GiB");
    expect(wattsText(9999)).toBe("9,999 W");
    expect(wattsText(12_340)).toBe("12.3 kW");
  });

  it("agree with their noun", () => {
    expect(counted(1, "host")).toBe("1 host");
    expect(counted(1200, "host")).toBe("1,200 hosts");
  });

  it("list names and say how many are not listed", () => {
    expect(listed(["a"])).toBe("a");
    expect(listed(["a", "b", "c"])).toBe("a, b and c");
    expect(listed(["a", "b", "c", "d"], 3)).toBe("a, b and 2 more");
  });
});

describe("amounts of resources", () => {
  it("carry the unit of their resource", () => {
    expect(amountText("memoryMiB", 2048)).toBe("2 GiB");
    expect(amountText("vcpus", 1)).toBe("1 virtual CPU");
    expect(amountText("cpuReservedMhz", 2400)).toBe("2,400 MHz");
    expect(amountText("block:cpu-board", 3)).toBe("3 cpu boards");
  });

  it("leave the resource's name out where it is already named", () => {
    expect(plainAmount("vcpus", 128)).toBe("128");
    expect(plainAmount("memoryMiB", 2048)).toBe("2 GiB");
  });

  it("show a resource nobody listed by its own name", () => {
    expect(resourceName("gpus")).toBe("gpus");
    expect(amountText("gpus", 2)).toBe("2 gpus");
  });

  it("read differently whenever they differ", () => {
    // 8233 MiB = 8.0400 GiB and 8192 MiB = 8 GiB: one digit would write "8 GiB" twice.
    expect(amountPair("memoryMiB", 8233, 8192)).toEqual(["8.04 GiB", "8 GiB"]);
    expect(amountPair("memoryMiB", 8192, 8192)).toEqual(["8 GiB", "8 GiB"]);
  });
});
