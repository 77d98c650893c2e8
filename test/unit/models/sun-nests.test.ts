/** Containers in a hardware domain, zones in a logical domain: what the outer layer leaves, and what refuses. */
import { describe, expect, test } from "vitest";
import { findPlatform } from "#models/index.ts";
import { type Platform, foundation, groundOf, innermost } from "#models/partitioning/index.ts";
import { SF6800, T4_4, V490, refusals, siteOf, wishes } from "./sun-builders.ts";

function platformOf(id: string): Platform {
  const found = findPlatform(id);
  if (found === undefined) throw new Error(`no platform "${id}"`);
  return found;
}

const inDomain = platformOf("solaris-containers-in-domain");
const inLdom = platformOf("zones-in-ldom");

test.each([inDomain, inLdom])("$id: each layer stands on what the one outside it yields", ({ layers }) => {
  expect(layers[0].standsOn).toContain("server");
  for (const [index, layer] of layers.slice(1).entries()) {
    expect(layer.standsOn).toContain(layers[index]?.yields);
  }
});

describe("containers in one domain of a 6800", () => {
  test("the domain has every board, so the zones have the machine less the global zone", () => {
    const domain = foundation(inDomain, SF6800);
    expect(domain).toMatchObject({ kind: "domain", cores: 24, memoryMiB: 192 * 1024 });
    // 196,608 - 1,024 = 195,584 MiB; a zone of 1,024 + 40 MiB goes 183 times into it.
    const layer = innermost(inDomain);
    const site = siteOf(layer, domain);
    expect(layer.supply(site)).toMatchObject({ constant: { memoryMiB: 195_584 }, sharedCores: 23.9 });
    expect(refusals(layer, site, wishes(183))).toEqual([]);
    expect(refusals(layer, site, wishes(184))).toEqual(["capacity.memoryMiB"]);
  });

  test("a V490 is refused by the outer layer, in its own words", () => {
    expect(groundOf(inDomain, V490).misfits.map((m) => m.rule)).toEqual(["DSD-1"]);
    expect(groundOf(inDomain, SF6800).misfits).toEqual([]);
    expect(() => foundation(inDomain, V490)).toThrow("sun-domains-midrange: cannot carve sun-fire-v490");
  });
});

describe("zones in one logical domain of a T4-4", () => {
  test("the control domain's core and memory are gone before the first zone", () => {
    // 256 - 8 strands are 31 cores; 524,288 - 4,096 - 256 = 519,936 MiB, which is 2,031 steps of 256.
    const domain = foundation(inLdom, T4_4);
    expect(domain).toMatchObject({ kind: "domain", cores: 31, threads: 248, memoryMiB: 519_936 });
    // Less 1,024 MiB and a tenth of a core for the global zone.
    const layer = innermost(inLdom);
    expect(layer.supply(siteOf(layer, domain))).toMatchObject({ constant: { memoryMiB: 518_912 }, sharedCores: 30.9 });
  });

  test("memory that is no multiple of the step is left over, not refused", () => {
    // 519,936 + 100 MiB: the domain still takes 2,031 steps.
    expect(foundation(inLdom, { ...T4_4, memoryMiB: T4_4.memoryMiB + 100 }).memoryMiB).toBe(519_936);
  });
});
