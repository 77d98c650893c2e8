/** Costs of requests by hand on each kind of path, and what must hold on any. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CONTROL_PROGRAM,
  EMULATED_HOSTED,
  HOSTING_PHYSICAL,
  HOSTING_VOLUME,
  HOST_PROCESS,
  IN_HYPERVISOR,
  IO_PATHS,
  type IoPath,
  type IoRequest,
  OWN_ADAPTER,
  PASS_THROUGH,
  SPLIT_COPY,
  SPLIT_FLIP,
  figureAt,
  ioCost,
  packetsPerSecond,
  payloadBytes,
} from "#models/hypervisor/io/index.ts";

const read = (bytes: number): IoRequest => ({ kind: "disk", operation: "read", bytes });
const packet = (direction: "transmit" | "receive", bytes = 1448): IoRequest => ({
  kind: "network",
  direction,
  packets: 1,
  bytes,
});
const total = (path: IoPath, request: IoRequest) => {
  const { guestNs, serviceNs, hypervisorNs } = ioCost(path, request, 1000);
  return guestNs + serviceNs + hypervisorNs;
};

describe("hosting partition", () => {
  test("an operation of 4 KiB takes 45,000 cycles of the server, 27.3 us at 1.65 GHz, and none of the client", () => {
    const cost = ioCost(HOSTING_PHYSICAL, read(4096), 1650);
    expect(cost.serviceNs).toBeCloseTo(45_000 / 1.65, 6);
    expect([cost.guestNs, cost.hypervisorNs, cost.addedLatencyNs]).toEqual([0, 0, 32_000]);
  });

  test("between two sizes it lies on the line: 16 KiB is a third from 8 to 32", () => {
    // 47,000 + (58,000 - 47,000) / 3 = 50,667; volumes 51,000 + 8,000 / 3 = 53,667
    expect(ioCost(HOSTING_PHYSICAL, read(16_384), 1000).serviceNs).toBeCloseTo(50_666.67, 1);
    expect(ioCost(HOSTING_VOLUME, read(16_384), 1000).serviceNs).toBeCloseTo(53_666.67, 1);
  });

  test("beyond the table the last slope goes on: 256 KiB = 120,000 + 2 x 39,000; below it the first row holds", () => {
    expect(ioCost(HOSTING_PHYSICAL, read(262_144), 1000).serviceNs).toBeCloseTo(198_000, 6);
    expect(ioCost(HOSTING_PHYSICAL, read(512), 1000).serviceNs).toBe(45_000);
  });

  test.each([
    [1500, 1.0],
    [9000, 0.5],
  ] as const)("G11: a saturated gigabit at MTU %i takes %f processors of 1.65 GHz", (mtuBytes, processors) => {
    // 81,274 packets x (12,700 + 1,448 x 5.24) = 1.649e9; 13,830 x (12,700 + 8,948 x 5.24) = 0.824e9
    const packets = Math.round(packetsPerSecond(1000, mtuBytes));
    const request = {
      kind: "network",
      direction: "receive",
      packets,
      bytes: packets * payloadBytes(mtuBytes),
    } as const;
    const used = ioCost(HOSTING_PHYSICAL, request, 1650).serviceNs / 1e9;
    expect(Math.abs(used / processors - 1)).toBeLessThan(0.05);
  });
});

describe("other paths", () => {
  test("flipped pages: the parties of a packet out add up to 46,336 - 9,243 cycles", () => {
    expect(total(SPLIT_FLIP, packet("transmit"))).toBeCloseTo(37_093, 0);
    expect(total(SPLIT_FLIP, packet("receive"))).toBeCloseTo(28_523, 0);
  });

  test("a flip costs the same at any size; the hosted emulator pays by the byte on the way out", () => {
    expect(total(SPLIT_FLIP, packet("transmit", 100))).toBe(total(SPLIT_FLIP, packet("transmit")));
    // 1,000 bytes x (7.3 + 3.1)
    expect(
      total(EMULATED_HOSTED, packet("transmit", 1448)) - total(EMULATED_HOSTED, packet("transmit", 448)),
    ).toBeCloseTo(10_400, 6);
  });

  test("drivers in the hypervisor: 16,670 - 14,288 cycles out, 18,418 - 15,812 in", () => {
    // quarters rounded to whole cycles
    expect(Math.abs(total(IN_HYPERVISOR, packet("transmit")) - 2382)).toBeLessThan(2);
    expect(Math.abs(total(IN_HYPERVISOR, packet("receive")) - 2606)).toBeLessThan(2);
  });

  test("a virtual machine that is a process pays 0.96 cycles per byte to receive", () => {
    expect(total(HOST_PROCESS, packet("receive")) / 1448).toBeCloseTo(0.96, 2);
  });

  test("z/VM's four exits of 7.6 us per minidisk operation at 1.2 GHz", () => {
    expect(ioCost(CONTROL_PROGRAM, read(4096), 1200).hypervisorNs).toBeCloseTo(4 * 7600, 6);
  });

  test("an adapter of one's own is free; a passed-through one costs exits, twice the time at half the clock", () => {
    expect(ioCost(OWN_ADAPTER, packet("transmit"), 2000)).toEqual({
      guestNs: 0,
      serviceNs: 0,
      hypervisorNs: 0,
      addedLatencyNs: 0,
    });
    expect(ioCost(PASS_THROUGH, read(4096), 2000).hypervisorNs).toBe(2000);
    expect(ioCost(PASS_THROUGH, read(4096), 1000).hypervisorNs).toBe(4000);
  });

  test("from short to long for a packet: own, passed through, hypervisor, copying, flipping, hosted emulator", () => {
    const costs = [OWN_ADAPTER, PASS_THROUGH, IN_HYPERVISOR, SPLIT_COPY, SPLIT_FLIP, EMULATED_HOSTED].map((path) =>
      total(path, packet("receive")),
    );
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  });
});

describe("a request", () => {
  test.each([
    ["negative bytes", read(-1), 1000, "request.bytes is -1"],
    ["half a packet", { ...packet("transmit"), packets: 0.5 }, 1000, "request.packets is 0.5"],
    ["a clock of 0", read(1), 0, "clockMhz is 0"],
    ["no clock", read(1), Number.NaN, "clockMhz is NaN"],
  ] as const)("with %s is refused by name", (_, request, clockMhz, message) => {
    expect(() => ioCost(SPLIT_FLIP, request, clockMhz)).toThrow(RangeError);
    expect(() => ioCost(SPLIT_FLIP, request, clockMhz)).toThrow(message);
  });

  test("a table without rows is refused", () => {
    expect(() => figureAt([], 1)).toThrow("at least 1");
  });

  test("any path and request: finite, not negative, no cheaper when larger, half the time at twice the clock", () => {
    const anyRequest: fc.Arbitrary<IoRequest> = fc.oneof(
      fc.record({
        kind: fc.constant("disk" as const),
        operation: fc.constantFrom("read" as const, "write" as const),
        bytes: fc.integer({ min: 0, max: 1 << 20 }),
      }),
      fc.record({
        kind: fc.constant("network" as const),
        direction: fc.constantFrom("transmit" as const, "receive" as const),
        packets: fc.integer({ min: 0, max: 1000 }),
        bytes: fc.integer({ min: 0, max: 1 << 20 }),
      }),
    );
    const property = fc.property(
      fc.constantFrom(...IO_PATHS),
      anyRequest,
      fc.integer({ min: 100, max: 6000 }),
      (path, request, clockMhz) => {
        const cost = ioCost(path, request, clockMhz);
        for (const ns of Object.values(cost)) expect(Number.isFinite(ns) && ns >= 0).toBe(true);
        const larger = ioCost(path, { ...request, bytes: request.bytes + 4096 }, clockMhz);
        expect(larger.guestNs).toBeGreaterThanOrEqual(cost.guestNs);
        expect(larger.serviceNs).toBeGreaterThanOrEqual(cost.serviceNs);
        expect(ioCost(path, request, 2 * clockMhz).serviceNs).toBeCloseTo(cost.serviceNs / 2, 3);
        if (path.service === "none") expect(cost.serviceNs).toBe(0);
      },
    );
    fc.assert(property, { seed: 4118, numRuns: 300 });
  });
});
