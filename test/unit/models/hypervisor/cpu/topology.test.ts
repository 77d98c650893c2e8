/** Numbering of logical CPUs, and what threads deliver. */
import { expect, test } from "vitest";
import { coreCapacity, topologyOf } from "#models/hypervisor/cpu/index.ts";

test("first threads of all cores come first, siblings are as many CPUs apart as there are cores", () => {
  const { cpus, cores, coreOf, socketOf } = topologyOf({ sockets: 2, coresPerSocket: 2, threadsPerCore: 2 });
  expect([cpus, cores]).toEqual([8, 4]);
  expect([...coreOf]).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  expect([...socketOf]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
});

test("a core's capacity is shared evenly by its busy threads", () => {
  const { threadSpeed } = topologyOf({ sockets: 1, coresPerSocket: 1, threadsPerCore: 2, coreCapacity: [1, 1.25] });
  expect(threadSpeed[1]).toBe(1);
  expect(threadSpeed[2]).toBe(0.625);
  expect(coreCapacity(1)).toEqual([1]);
});

test.each([
  [{ sockets: 0, coresPerSocket: 1, threadsPerCore: 1 }, "sockets 0: must be a whole number from 1"],
  [{ sockets: 1, coresPerSocket: 1.5, threadsPerCore: 1 }, "coresPerSocket 1.5"],
  [{ sockets: 1, coresPerSocket: 1, threadsPerCore: 2, coreCapacity: [1, 0.9] }, "coreCapacity of 2 busy threads 0.9"],
  [{ sockets: 1, coresPerSocket: 1, threadsPerCore: 2, coreCapacity: [1] }, "coreCapacity of 2 busy threads NaN"],
])("%j is refused by field and bound", (shape, message) => {
  expect(() => topologyOf(shape)).toThrow(message);
});
