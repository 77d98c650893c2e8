/** The catalogue of behaviours: consistent with what was read, within bounds, and refused by name when it is not. */
import { describe, expect, test } from "vitest";
import {
  BATCH,
  BEHAVIOURS,
  type Behaviour,
  EVENT_KINDS,
  KERNEL_BUILD,
  WEB,
  checkArrivals,
  checkBehaviour,
  cpuPerRequest,
  findBehaviour,
} from "#models/hypervisor/guest/index.ts";

const changed = (change: Partial<Record<"referenceMhz" | "cpuPerRequestNs" | "cpuScv" | "kernelRatio", number>>) =>
  Object.entries(change).reduce<Behaviour>(
    (behaviour, [field, value]) => ({
      ...behaviour,
      [field]: { ...behaviour[field as "cpuScv"], value },
    }),
    WEB,
  );

describe("behaviours", () => {
  test.each(BEHAVIOURS)("$id passes its own checks", (behaviour) => {
    expect(() => checkBehaviour(behaviour)).not.toThrow();
    expect(findBehaviour(behaviour.id)).toBe(behaviour);
  });

  test("a build's faults, processes, calls and switches fit into its 7 % of kernel time", () => {
    // lmbench on the bare Xeon: fault 1.42 us, fork and exec 640 us, switch 0.77 us; a call of 1.5 us, between null and open
    // 19,840 x 1.42 + 18.4 x 640 + 351 x 0.77 + 8,000 x 1.5 us = 28.2 + 11.8 + 0.3 + 12.0 = 52.2 ms of 70
    const { rates } = KERNEL_BUILD;
    const kernelUs =
      rates.pageFault.value * 1.42 +
      rates.processCreate.value * 640 +
      rates.addressSpaceSwitch.value * 0.77 +
      rates.systemCall.value * 1.5;
    expect(kernelUs).toBeCloseTo(52_219, 0);
    expect(kernelUs / 1e6).toBeLessThan(KERNEL_BUILD.kernelRatio.value);
  });

  test("events of any behaviour leave room for user code: below the kernel's share at 200 ns each", () => {
    for (const { id, rates, kernelRatio } of BEHAVIOURS) {
      const events = EVENT_KINDS.reduce((sum, kind) => sum + rates[kind].value, 0);
      expect(events * 200e-9, id).toBeLessThan(kernelRatio.value);
    }
  });

  test("CPU per request is a distribution with the second moment only where the kind has one", () => {
    expect(cpuPerRequest(WEB)).toEqual({ kind: "hyperexponential", mean: 667_000, scv: 4 });
    expect(cpuPerRequest(KERNEL_BUILD)).toEqual({ kind: "exponential", mean: 350_000_000 });
    expect(cpuPerRequest(BATCH)).toEqual({ kind: "constant", value: 1e9 });
  });

  test.each([
    [changed({ referenceMhz: 0 }), "referenceMhz is 0"],
    [changed({ cpuPerRequestNs: -5 }), "cpuPerRequestNs is -5"],
    [changed({ cpuScv: 0.5 }), "cpuScv is 0.5"],
    [changed({ kernelRatio: 1.1 }), "kernelRatio is 1.1"],
    [{ ...WEB, rates: { ...WEB.rates, pageFault: { ...WEB.rates.pageFault, value: -1 } } }, "rates.pageFault is -1"],
    [{ ...WEB, io: { ...WEB.io, bytesOut: { ...WEB.io.bytesOut, value: Number.NaN } } }, "io.bytesOut is NaN"],
  ] as const)("a broken behaviour is refused by field, value and bound", (behaviour, message) => {
    expect(() => checkBehaviour(behaviour)).toThrow(RangeError);
    expect(() => checkBehaviour(behaviour)).toThrow(message);
  });

  test("arrivals are refused by field: no threads, negative rates, a trace with a gap", () => {
    expect(() => checkArrivals({ kind: "saturated", threads: 0 })).toThrow("arrivals.threads is 0");
    expect(() => checkArrivals({ kind: "closed", clients: 1.5, thinkNs: 0 })).toThrow("arrivals.clients is 1.5");
    expect(() => checkArrivals({ kind: "open", perSecond: -1 })).toThrow("arrivals.perSecond is -1");
    expect(() => checkArrivals({ kind: "trace", slotNs: 0, cpuRatio: [0.5] })).toThrow("arrivals.slotNs is 0");
    expect(() => checkArrivals({ kind: "trace", slotNs: 1, cpuRatio: [] })).toThrow("arrivals.cpuRatio.length is 0");
    expect(() => checkArrivals({ kind: "trace", slotNs: 1, cpuRatio: [0.5, Number.NaN] })).toThrow(
      "arrivals.cpuRatio[1] is NaN",
    );
  });
});
