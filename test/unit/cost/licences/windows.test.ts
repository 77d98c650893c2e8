/** Windows Server licences: the worked checks of the table, and what mobility and spares add. */
import { describe, expect, it } from "vitest";
import { count, guests, host, hosts } from "../../../support/licences.ts";

const units = (...asked: Parameters<typeof count>) => count(...asked).units;

describe("Windows Server 2003 R2", () => {
  it("needs 3 Enterprise licences for 10 guests on one host", () => {
    // ceil(10 / 4) = 3.
    expect(units("windows-2003-r2-enterprise", host({ guests: guests(10) }))).toBe(3);
  });

  it("needs a Standard licence per guest, and one for a host that runs Windows", () => {
    expect(units("windows-2003-r2-standard", host({ guests: guests(5) }))).toBe(5);
    expect(units("windows-2003-r2-standard", host({ guests: guests(5) }), { isHostWindows: true })).toBe(6);
  });

  it("breaks even with Datacenter on a host of 2 processors at 5 guests", () => {
    // Enterprise 3,999 a licence, Datacenter 2,999 a processor: 2 × 2,999 = 5,998; one Enterprise (to 4 guests) is cheaper,
    // two (from 5 guests) are 7,998.
    const cost = (n: number) => ({
      enterprise: units("windows-2003-r2-enterprise", host({ guests: guests(n) })) * 3999,
      datacenter: units("windows-2003-r2-datacenter", host({ guests: guests(n) })) * 2999,
    });
    expect(cost(4)).toEqual({ enterprise: 3999, datacenter: 5998 });
    expect(cost(5)).toEqual({ enterprise: 7998, datacenter: 5998 });
  });

  it("sizes both of two hosts for 6 guests that may all land on one", () => {
    const two = hosts(2, () => ({ guests: guests(3) }));
    // Each alone: ceil(3 / 4) = 1. Each for six: ceil(6 / 4) = 2.
    expect(units("windows-2003-r2-enterprise", two)).toBe(2);
    const moves = count("windows-2003-r2-enterprise", two, { mobility: "moves" });
    expect(moves.units).toBe(4);
    expect(moves.lines).toEqual([
      { scope: "p@h/1-2", units: 4, why: "2 hosts, each 2: 6 running guests, 4 per licence" },
    ]);
  });

  it("licenses a spare host like the fullest, unless told otherwise or closed to the guests", () => {
    const pair = (isInReach: boolean) =>
      hosts(3, (n) => (n < 3 ? { guests: guests(n === 1 ? 9 : 2) } : { role: "spare", isInReach }));
    // ceil(9 / 4) + ceil(2 / 4) = 3 + 1, the spare 3.
    expect(units("windows-2003-r2-enterprise", pair(true))).toBe(7);
    expect(units("windows-2003-r2-enterprise", pair(false))).toBe(4);
    expect(units("windows-2003-r2-enterprise", pair(true), { spares: false })).toBe(4);
  });
});

describe("Windows Server by core", () => {
  it.each([
    ["2 × 6 cores, floor of 8 per processor", 2, 6, 16],
    ["1 × 8 cores, floor of 16 per server", 1, 8, 16],
    ["2 × 12 cores", 2, 12, 24],
  ])("counts %s", (_, sockets, coresPerSocket, expected) => {
    expect(units("windows-server-datacenter", host({ sockets, coresPerSocket, guests: guests(1) }))).toBe(expected);
  });

  it("sells 24 cores as 12 packs", () => {
    const { lines } = count("windows-server-datacenter", host({ coresPerSocket: 12, guests: guests(1) }));
    expect(lines).toEqual([{ scope: "p@h/1", units: 24, why: "2 × 12 cores; 12 packs of 2" }]);
  });

  it("needs 4 sets of 24 cores for 7 guests under Standard", () => {
    // ceil(7 / 2) = 4 sets; 4 × 24 = 96.
    expect(units("windows-server-standard", host({ coresPerSocket: 12, guests: guests(7) }))).toBe(96);
  });

  it("counts 8 virtual cores for a guest of 4, and 16 for a customer", () => {
    expect(count("windows-server-per-vm", host({ guests: guests(1, 4) })).lines).toEqual([
      { scope: "p@h/1", units: 8, why: "virtual cores of 1 guest, at least 8 each" },
      { scope: "all", units: 8, why: "at least 16 per customer" },
    ]);
    expect(units("windows-server-per-vm", host({ guests: guests(3, 12) }))).toBe(36);
  });

  it("needs nothing where no guest is", () => {
    expect(count("windows-server-per-vm", host())).toMatchObject({ units: 0, lines: [] });
    expect(units("windows-server-standard", host())).toBe(0);
  });
});
