/** Which families and years the catalogue holds, and that every platform finds a machine in it. */
import { describe, expect, it } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { defaultHostFor } from "#planner/default-host.ts";

interface Family {
  readonly name: string;
  readonly ids: RegExp;
  readonly least: number;
  readonly from: number;
  readonly to: number;
}

const family = (name: string, ids: RegExp, least: number, [from, to]: readonly [number, number]): Family => ({
  name,
  ids,
  least,
  from,
  to,
});

const FAMILIES: readonly Family[] = [
  family("Dell PowerEdge", /^dell-/, 10, [2007, 2025]),
  family("HP and HPE ProLiant", /^hpe?-dl/, 15, [2004, 2022]),
  family("IBM and Lenovo x86", /^ibm-(x\d|hs|ls)|^lenovo-/, 10, [2005, 2021]),
  family("x86 of AMD and Intel today", /^amd-|^generic-2s/, 4, [2022, 2026]),
  family("p5-510 to p5-595", /^ibm-p5-/, 9, [2004, 2005]),
  family("POWER4", /^ibm-p6\d0/, 2, [2001, 2002]),
  family("Power10 and Power11", /^ibm-power-/, 8, [2021, 2025]),
  family("z990 and z9", /^z9/, 6, [2003, 2006]),
  family("z16 and z17", /^z1[67]/, 3, [2022, 2025]),
  family("Superdome", /superdome/, 7, [2005, 2017]),
  family("rp and rx", /^hp-r[px]/, 6, [2003, 2006]),
  family("Sun Fire and Enterprise", /^sun-/, 11, [1997, 2005]),
  family("SPARC M-series", /^sparc-m/, 6, [2007, 2017]),
  family("SPARC T", /^sparc-t|^sun-fire-t/, 6, [2005, 2015]),
];

const of = ({ ids }: Family) => HOST_TYPES.filter((type) => ids.test(type.id));

describe("the catalogue", () => {
  it.each(FAMILIES)("holds $name", (one) => {
    const years = of(one).map((type) => type.year);
    expect(years.length).toBeGreaterThanOrEqual(one.least);
    expect(Math.min(...years)).toBe(one.from);
    expect(Math.max(...years)).toBe(one.to);
  });

  it("holds an x86 machine of every two years from 2004 to 2026", () => {
    const years = new Set(HOST_TYPES.filter(({ architecture }) => architecture.startsWith("x86")).map((t) => t.year));
    for (let year = 2004; year < 2026; year += 2) expect(years.has(year) || years.has(year + 1), `${year}`).toBe(true);
    expect(years.has(2026)).toBe(true);
  });

  it("holds more than 100 types over every architecture of the models", () => {
    expect(HOST_TYPES.length).toBeGreaterThan(100);
    const architectures = new Set(HOST_TYPES.map((type) => type.architecture));
    expect([...architectures].toSorted()).toEqual(["ia64", "pa-risc", "power", "s390x", "sparc", "x86-32", "x86-64"]);
  });

  it("has a machine for every platform", () => {
    expect(PLATFORMS.length).toBeGreaterThanOrEqual(50);
    const without = PLATFORMS.filter((platform) => defaultHostFor(platform, HOST_TYPES, []) === undefined);
    expect(without.map((platform) => platform.id)).toEqual([]);
  });
});
