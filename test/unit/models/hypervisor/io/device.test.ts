/** Disks and wires by arithmetic. */
import { describe, expect, test } from "vitest";
import {
  DISKS,
  NICS,
  diskIops,
  diskServiceNs,
  packetsFor,
  packetsPerSecond,
  payloadBytes,
  wireNs,
} from "#models/hypervisor/io/index.ts";

const disk = (id: string) => {
  const found = DISKS.find((device) => device.id === id);
  if (found === undefined) throw new Error(`no disk ${id}`);
  return found;
};

describe("disks", () => {
  test("10,000 turns: 7.7 ms and 8 KiB at 70 MB/s are 7.817 ms, 128 operations a second", () => {
    // 8,192 / 70e6 = 117 us
    expect(diskServiceNs(disk("disk-10k"), 8192, "random")).toBeCloseTo(7_817_029, 0);
    expect(diskServiceNs(disk("disk-10k"), 8192, "sequential")).toBeCloseTo(117_029, 0);
    expect(diskIops(disk("disk-10k"), 8192)).toBeCloseTo(127.9, 1);
  });

  test("flash is bound by its bytes where operations are large: 3,500 MB/s of 1 MB", () => {
    expect(diskIops(disk("nvme"), 1e6)).toBeCloseTo(3500, 6);
    // 64 / (80 us + 4,096 / 3.5e9)
    expect(diskIops(disk("nvme"), 4096)).toBeCloseTo(64 / 81.17e-6, -3);
  });

  test("slow to fast in the list, adapters too", () => {
    const rates = DISKS.map((device) => diskIops(device, 4096));
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    const mbits = NICS.map(({ mbitPerSecond }) => mbitPerSecond.value);
    expect(mbits).toEqual(mbits.toSorted((a, b) => a - b));
  });

  test("sizes are refused by name", () => {
    expect(() => diskServiceNs(disk("nvme"), -1, "random")).toThrow("bytes is -1");
    expect(() => diskIops(disk("nvme"), 0)).toThrow("bytes is 0");
  });
});

describe("Ethernet", () => {
  test("a gigabit carries 81,274 full packets of 1,448 bytes, 117.7 MB/s", () => {
    // 1e9 / (8 x 1,538)
    expect(packetsPerSecond(1000, 1500)).toBeCloseTo(81_274.4, 1);
    expect(packetsPerSecond(1000, 1500) * payloadBytes(1500)).toBeCloseTo(117.69e6, -4);
    expect(packetsPerSecond(1000, 9000)).toBeCloseTo(13_830.5, 1);
  });

  test("15,000 bytes are 11 packets and 15,990 bytes on the wire, 127.9 us of a gigabit", () => {
    expect(packetsFor(15_000, 1500)).toBe(11);
    expect(packetsFor(0, 1500)).toBe(0);
    // (15,000 + 11 x 90) x 8
    expect(wireNs({ packets: 11, bytes: 15_000 }, 1000)).toBeCloseTo(127_920, 6);
  });

  test("broken numbers are refused by name", () => {
    expect(() => packetsFor(1, 52)).toThrow("mtuBytes is 52");
    expect(() => packetsFor(-1, 1500)).toThrow("bytes is -1");
    expect(() => packetsPerSecond(0, 1500)).toThrow("mbitPerSecond is 0");
    expect(() => wireNs({ packets: -1, bytes: 0 }, 1000)).toThrow("transfer.packets is -1");
  });
});
