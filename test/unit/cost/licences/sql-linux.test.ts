/** SQL Server, Red Hat and SUSE: the worked checks of the table. */
import { describe, expect, it } from "vitest";
import { count, guests, host, hosts } from "../../../support/licences.ts";

const units = (...asked: Parameters<typeof count>) => count(...asked).units;
const physical = (sockets: number) => host({ isPartitioned: false, sockets, guests: guests(1) });

describe("SQL Server", () => {
  it("counts 4 cores for a guest of 2 virtual ones", () => {
    expect(units("sql-server-standard-per-vm", host({ guests: guests(1, 2) }))).toBe(4);
    expect(units("sql-server-enterprise-per-vm", host({ guests: guests(2, 6) }))).toBe(12);
  });

  it("counts 32 cores of a host of 2 × 16, and at least 4 per processor", () => {
    expect(units("sql-server-enterprise-per-host", host({ coresPerSocket: 16, guests: guests(9) }))).toBe(32);
    expect(units("sql-server-enterprise-per-host", host({ coresPerSocket: 2, guests: guests(1) }))).toBe(8);
    expect(units("sql-server-standard-per-vm", physical(2))).toBe(16);
  });
});

describe("Red Hat Enterprise Linux", () => {
  it("needs 5 subscriptions for 10 sockets, and 3 for 6 guests", () => {
    expect(units("rhel-server", physical(10))).toBe(5);
    expect(units("rhel-server", host({ guests: guests(6) }))).toBe(3);
  });

  it("shares a subscription between hosts, a part of one counting whole", () => {
    // 3 + 3 + 1 = 7 guests over three hosts: ceil(7 / 2) = 4.
    const three = hosts(3, (n) => ({ guests: guests(n === 3 ? 1 : 3) }));
    expect(count("rhel-server", three)).toMatchObject({ units: 4 });
    expect(count("rhel-server", three).lines.at(-1)).toMatchObject({ scope: "all", units: 0.5 });
  });

  it("needs a subscription per pair of sockets for any number of guests, and so breaks even at 7 guests", () => {
    const host4 = host({ sockets: 4, guests: guests(50) });
    expect(units("rhel-virtual-datacenters", host4)).toBe(2);
    // About 3.2 Server subscriptions cost one for Virtual Datacenters: three (to 6 guests) are below, four above.
    const server = (n: number) => units("rhel-server", host({ guests: guests(n) }));
    expect([server(6), server(7)]).toEqual([3, 4]);
  });

  it("covered 4 guests in 2009, and 10 under Advanced Platform", () => {
    expect(units("rhel-2009-server", host({ guests: guests(9) }))).toBe(3);
    expect(units("rhel-2009-advanced-platform", host({ guests: guests(11) }))).toBe(2);
    expect(units("rhel-2009-advanced-platform", physical(8))).toBe(1);
    expect(units("rhel-2009-server", physical(8))).toBe(4);
  });
});

describe("SUSE Linux Enterprise Server", () => {
  it("covered 8 Xen guests on an x86 server in 2006", () => {
    expect(units("sles-2006", host({ guests: guests(8) }))).toBe(1);
  });

  it("counted sockets on Itanium and Power, engines on z", () => {
    const one = { sockets: 4, coresPerSocket: 2, guests: guests(1) };
    expect(units("sles-2006", host({ ...one, architecture: "ia64" }))).toBe(4);
    expect(units("sles-2006", host({ ...one, architecture: "power" }))).toBe(4);
    expect(units("sles-2006", host({ ...one, architecture: "s390x" }))).toBe(8);
  });

  it("counts 1-2 sockets or 1-2 guests today, or pairs of sockets for any number", () => {
    expect(units("sles", host({ guests: guests(3) }))).toBe(2);
    expect(units("sles", physical(2))).toBe(1);
    expect(units("sles-unlimited", host({ sockets: 4, guests: guests(30) }))).toBe(2);
  });
});
