/** Readings of text: operating systems, numbers, times, findings as sentences. */
import { describe, expect, it } from "vitest";
import { FINDING_CODES, findingText, findingTitle } from "#inventory";
import { readOs } from "#inventory/os-text.ts";
import { readNumber } from "#inventory/numbers.ts";
import { readTime } from "#inventory/house/time.ts";
import { uniqueIds } from "#inventory/identity.ts";

describe("operating systems", () => {
  const cases: [string, string, string | undefined, string][] = [
    ["Microsoft Windows Server 2003 (32-bit)", "windows", "2003", "x86-32"],
    ["Microsoft Windows Server 2003, Standard Edition (64-bit)", "windows", "2003", "x86-64"],
    ["Microsoft Windows Server 2008 R2", "windows", "2008 R2", "x86-64"],
    ["Microsoft Windows Server 2008", "windows", "2008", "unknown"],
    ["Microsoft Windows Server 2016 or later (64-bit)", "windows", "2016", "x86-64"],
    ["Microsoft Windows 2000 Server", "windows", "2000", "unknown"],
    ["Microsoft Windows XP Professional (32-bit)", "windows", "XP", "x86-32"],
    ["Microsoft Windows 10 (64-bit)", "windows", "10", "x86-64"],
    ["Windows NT 4.0", "windows", "NT 4.0", "unknown"],
    ["Red Hat Enterprise Linux 4 (64-bit)", "linux", "RHEL 4", "x86-64"],
    ["Red Hat Enterprise Linux 9 (64-bit)", "linux", "RHEL 9", "x86-64"],
    ["SUSE Linux Enterprise 10 (32-bit)", "linux", "SLES 10", "x86-32"],
    ["CentOS 4/5/6/7 (64-bit)", "linux", "CentOS 4", "x86-64"],
    ["Ubuntu Linux (64-bit)", "linux", "Ubuntu", "x86-64"],
    ["Debian GNU/Linux 10 (64-bit)", "linux", "Debian 10", "x86-64"],
    ["Other 2.6.x Linux (32-bit)", "linux", undefined, "x86-32"],
    ["Sun Solaris 10 (64-bit)", "solaris", "10", "x86-64"],
    ["Oracle Solaris 11 (64-bit)", "solaris", "11", "x86-64"],
    ["Solaris 10 SPARC", "solaris", "10", "sparc"],
    ["FreeBSD (32-bit)", "freebsd", undefined, "x86-32"],
    ["Novell NetWare 6.x", "netware", "6", "x86-32"],
    ["AIX 5.3", "aix", "5.3", "power"],
    ["HP-UX 11i", "hp-ux", "11", "unknown"],
    ["VMware ESXi 6.5", "other", "VMware ESX 6.5", "x86-64"],
    ["IBM OS/2", "other", "IBM OS/2", "unknown"],
    ["Other (32-bit)", "other", "Other (32-bit)", "x86-32"],
  ];
  it.each(cases)("reads %s", (text, family, version, architecture) => {
    expect(readOs(text)).toEqual({ family, ...(version === undefined ? {} : { version }), architecture });
  });

  it("knows when it does not know", () => {
    expect(readOs("BeOS R5")).toBeUndefined();
  });
});

describe("numbers", () => {
  const cases: [unknown, boolean, unknown][] = [
    [12.5, true, 12.5],
    ["12.5", true, 12.5],
    ["1,234", true, 1234],
    ["1,234,567.5", true, 1_234_567.5],
    ["12,5", true, "none"],
    ["12,5", false, 12.5],
    ["1.234,5", false, 1234.5],
    ["1.234.567", false, 1_234_567],
    ["1 234", true, 1234],
    ["1e3", true, 1000],
    ["NaN", true, "none"],
    ["Infinity", true, "none"],
    ["0x10", true, "none"],
    [Number.NaN, true, "none"],
    ["", true, "missing"],
    ["  ", true, "missing"],
    [null, true, "missing"],
    [true, true, "none"],
  ];
  it.each(cases)("reads %j with point decimals %j as %j", (cell, hasPointDecimals, expected) => {
    const reading = readNumber(cell, hasPointDecimals);
    expect(reading.kind === "number" ? reading.value : reading.kind).toBe(expected);
  });
});

describe("times", () => {
  // 2026-01-31T12:00Z is 1769860800 seconds after 1970: 20,484 days and a half, of 86,400 seconds.
  const NOON = 20_484.5 * 86_400_000;
  const cases: [string, number | undefined, boolean][] = [
    ["2026-01-31T12:00:00Z", NOON, true],
    ["2026-01-31T13:00+01:00", NOON, true],
    ["2026-01-31 10:00:00-0200", NOON, true],
    ["2026/01/31 12:00:00", NOON, false],
    ["1769860800", NOON, true],
    ["1769860800000", NOON, true],
    ["2026-02-30T00:00:00Z", undefined, true],
    ["2026-13-01T00:00:00Z", undefined, true],
    ["2026-01-31T25:00:00Z", undefined, true],
    ["31.01.2026", undefined, true],
  ];
  it.each(cases)("reads %s", (text, at, hasZone) => {
    expect(readTime(text)).toEqual(at === undefined ? undefined : { at, hasZone });
  });
});

describe("ids", () => {
  it("never gives one id twice, whatever the names and marks", () => {
    // The third name is what the first mark would make of the first two.
    const namings = [
      { name: "a", marks: ["x"] },
      { name: "a", marks: ["x"] },
      { name: "a (x)", marks: [] },
      { name: "b", marks: ["x"] },
      { name: "", marks: [] },
    ];
    const ids = uniqueIds(namings, ["b"]);
    expect(new Set([...ids, "b"]).size).toBe(6);
    expect(ids[2]).toBe("a (x)");
  });
});

describe("a hundred thousand equal names", () => {
  it("get different ids without a search for each", () => {
    const ids = uniqueIds(Array.from({ length: 100_000 }, () => ({ name: "vm", marks: [] })));
    expect(new Set(ids).size).toBe(100_000);
    expect(ids[0]).toBe("vm (#2)");
  });
});

describe("findings as sentences", () => {
  it.each(FINDING_CODES)("has a sentence for %s with the place in front", (code) => {
    const text = findingText({
      code,
      severity: "info",
      file: "f.xlsx",
      tab: "vInfo",
      row: 7,
      column: "CPUs",
      raw: "RAW",
      bound: "BOUND",
      subject: "WHO",
    });
    expect(text).toMatch(/^f\.xlsx vInfo row 7 column "CPUs": .{10,}$/);
    expect(text).not.toContain("undefined");
  });

  it.each(FINDING_CODES)("says nothing undefined for %s without evidence", (code) => {
    expect(findingText({ code, severity: "info", file: "f.csv" })).not.toContain("undefined");
  });

  it.each(FINDING_CODES)("has a heading of a few words for %s, which is no other one's", (code) => {
    const title = findingTitle(code);
    expect(title).toMatch(/^[A-Z0-9][\w,' -]{3,48}$/);
    expect(FINDING_CODES.filter((other) => findingTitle(other) === title)).toEqual([code]);
  });

  it("names the kind of findings that are not listed, and of those that were settled, by its heading", () => {
    const about = { severity: "info", file: "", raw: "unknown-os", bound: "3 times" } as const;
    expect(findingText({ ...about, code: "findings-cut" })).toBe(
      'further findings of the kind "Operating system not known" are not listed: 3 times',
    );
    expect(findingText({ ...about, code: "edit-settled" })).toBe(
      'findings settled: "Operating system not known" (3 times)',
    );
  });

  it("takes a code it does not know for its own heading", () => {
    expect(findingTitle("from-the-future")).toBe("from-the-future");
    expect(findingTitle("constructor")).toBe("constructor");
  });

  it("names a code it does not know", () => {
    expect(findingText({ code: "from-the-future", severity: "info", file: "f" })).toContain("from-the-future");
  });
});
