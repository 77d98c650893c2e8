/** The share rules by hand, against the test vectors, and against their stated properties. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Claim,
  type ShareRule,
  absoluteFirstShares,
  baseExcessShares,
  clampShares,
  donatableCpus,
  floorCpus,
  staticShares,
  usableCpus,
} from "#models/hypervisor/cpu/fluid/index.ts";
import { FLUID_TOLERANCE, fluidCases } from "../../../../../support/fluid-cases.ts";
import { anyHost, guest, sum } from "./build-claim.ts";

const RULES: readonly (readonly [string, ShareRule])[] = [
  ["clamp", clampShares],
  ["base and excess", baseExcessShares],
  ["absolute first", absoluteFirstShares],
];
const tolerance = (capacityCpus: number) => 1e-12 * Math.max(1, capacityCpus);

test.each(fluidCases())("G1 $id, $platform", ({ rule, capacityCpus, claims, expectedCpus }) => {
  const shares = rule(capacityCpus, claims);
  for (const [i, expected] of expectedCpus.entries()) {
    expect(Math.abs((shares[i] ?? NaN) - expected)).toBeLessThanOrEqual(FLUID_TOLERANCE);
  }
});

test("G1 reads all 78 vectors", () => {
  expect(sum(fluidCases().map((c) => c.claims.length))).toBe(78);
});

describe("clamp", () => {
  test("a weight of zero takes what every weighted guest leaves over", () => {
    // 3 CPUs: the weighted guest can use 1, two weightless ones share the other 2 beside their floors of 0 and 0.25
    const zero = { weight: 0, vcpus: 4 };
    const shares = clampShares(3, [guest(), guest(zero), guest({ ...zero, reservationCpus: 0.25 })]);
    expect([...shares]).toEqual([1, 1, 1]);
    // 1 CPU: nothing is left over, the floor alone is served
    expect([...clampShares(1, [guest(), guest({ weight: 0, reservationCpus: 0.25 })])]).toEqual([0.75, 0.25]);
  });

  test("floors that cannot all be met are scaled by one factor", () => {
    // floors of 1 and 2 on 1.5 CPUs: each gets half
    const claims = [guest({ reservationCpus: 1 }), guest({ reservationCpus: 2, vcpus: 2 })];
    expect([...clampShares(1.5, claims)]).toEqual([0.5, 1]);
  });

  test("no guests, no capacity and idle guests give zeros, never NaN", () => {
    expect([...clampShares(4, [])]).toEqual([]);
    expect([...clampShares(0, [guest(), guest()])]).toEqual([0, 0]);
    expect([...clampShares(4, [guest({ demandCpus: 0 }), guest({ vcpus: 0 })])]).toEqual([0, 0]);
  });

  test("weights of any size are ratios only", () => {
    const shares = clampShares(1, [guest({ weight: 1.5e308 }), guest({ weight: 5e307 })]);
    expect(shares[0]).toBeCloseTo(0.75, 12);
    expect(sum(clampShares(1, [guest({ weight: 5e-324 }), guest({ weight: 1e300 })]))).toBe(1);
  });
});

describe("base and excess", () => {
  test("shares in use beyond the pool are scaled, and nobody gets excess", () => {
    // entitlements of 2 and 1 on 1.5 CPUs
    const claims = [guest({ reservationCpus: 2, vcpus: 2 }), guest({ reservationCpus: 1 })];
    expect([...baseExcessShares(1.5, claims)]).toEqual([1, 0.5]);
  });

  test("the excess has its own weights where the claim says so", () => {
    // 1 CPU, no entitlements: 3 to 1, whatever the weights are
    const claims = [guest({ weight: 1, excessWeight: 3 }), guest({ weight: 9, excessWeight: 1 })];
    expect([...baseExcessShares(1, claims)]).toEqual([0.75, 0.25]);
  });
});

describe("absolute first", () => {
  test("absolute guests take by share what the relative ones leave over", () => {
    // 4 CPUs: absolutes of 1 and 0.5; the relative guest uses 1; the other 1.5 go 2:1, so 1 + 1 and 0.5 + 0.5
    const claims = [
      guest({ reservationCpus: 1, vcpus: 4 }),
      guest({ reservationCpus: 0.5, vcpus: 4 }),
      guest({ weight: 100, vcpus: 1 }),
    ];
    expect([...absoluteFirstShares(4, claims)]).toEqual([2, 1, 1]);
  });

  test("a relative guest gets nothing while absolutes use everything", () => {
    expect([...absoluteFirstShares(1, [guest({ reservationCpus: 1 }), guest()])]).toEqual([1, 0]);
  });
});

describe("static", () => {
  test("each uses what it needs of its own and lends nothing", () => {
    const claims = [guest({ vcpus: 4, demandCpus: 1 }), guest({ vcpus: 2 })];
    expect([...staticShares(6, claims)]).toEqual([1, 2]);
    expect(donatableCpus(claims)).toBe(3);
  });

  test("more CPUs owned than there are is an error that names the first without", () => {
    expect(() => staticShares(4, [guest({ vcpus: 3 }), guest({ vcpus: 2 })])).toThrow(
      new RangeError("claims[1].vcpus is 2: 1 of the 4 CPUs are left to own"),
    );
  });
});

describe.each(RULES)("properties of %s", (_name, rule) => {
  test("no more than the capacity, and nobody more than it can use", () => {
    fc.assert(
      fc.property(anyHost, ({ capacityCpus, claims }) => {
        const shares = rule(capacityCpus, claims);
        expect(sum(shares)).toBeLessThanOrEqual(capacityCpus + tolerance(capacityCpus));
        for (const [i, claim] of claims.entries()) {
          expect(shares[i]).toBeGreaterThanOrEqual(0);
          expect(shares[i]).toBeLessThanOrEqual(usableCpus(claim) + tolerance(capacityCpus));
        }
      }),
      { seed: 4101, numRuns: 500 },
    );
  });

  test("floors in use are met wherever they fit", () => {
    fc.assert(
      fc.property(anyHost, ({ capacityCpus, claims }) => {
        const fits = sum(claims.map(floorCpus)) <= capacityCpus;
        const shares = rule(capacityCpus, claims);
        for (const [i, claim] of claims.entries()) {
          if (fits) expect(shares[i]).toBeGreaterThanOrEqual(floorCpus(claim) - tolerance(capacityCpus));
        }
      }),
      { seed: 4102, numRuns: 300 },
    );
  });

  test("the order of the guests does not reach the last bit", () => {
    fc.assert(
      fc.property(anyHost, fc.infiniteStream(fc.nat()), ({ capacityCpus, claims }, keys) => {
        const order = claims.map((_, i) => ({ i, key: keys.next().value ?? 0 })).toSorted((a, b) => a.key - b.key);
        const shares = rule(capacityCpus, claims);
        const shuffled = rule(
          capacityCpus,
          order.flatMap(({ i }) => claims[i] ?? []),
        );
        expect([...shuffled]).toEqual(order.map(({ i }) => shares[i]));
      }),
      { seed: 4103, numRuns: 300 },
    );
  });

  test("a guest with more weight, floor or limit, and a host with more CPUs, never give a guest less", () => {
    const raise = fc.constantFrom("weight", "reservationCpus", "limitCpus", "capacityCpus");
    fc.assert(
      fc.property(anyHost, raise, fc.double({ min: 0, max: 3, noNaN: true }), ({ capacityCpus, claims }, what, by) => {
        const [first, ...others] = claims;
        // From no floor to some, z/VM's rule changes the guest's kind, from relative to absolute: not a monotone step.
        if (first === undefined || (rule === absoluteFirstShares && first.reservationCpus === 0)) return;
        const more: Claim = what === "capacityCpus" ? first : { ...first, [what]: first[what] + by };
        const before = rule(capacityCpus, claims)[0] ?? 0;
        const after = rule(what === "capacityCpus" ? capacityCpus + by : capacityCpus, [more, ...others])[0] ?? 0;
        expect(after).toBeGreaterThanOrEqual(before - tolerance(capacityCpus));
      }),
      { seed: 4104, numRuns: 500 },
    );
  });

  test("twice everything in CPUs is twice the shares; weights by any factor change nothing", () => {
    fc.assert(
      fc.property(anyHost, fc.double({ min: 0.01, max: 100, noNaN: true }), ({ capacityCpus, claims }, k) => {
        const shares = rule(capacityCpus, claims);
        const scaled = claims.map((claim) => ({
          ...claim,
          weight: claim.weight * k,
          demandCpus: claim.demandCpus * 2,
          vcpus: claim.vcpus * 2,
          reservationCpus: claim.reservationCpus * 2,
          limitCpus: claim.limitCpus * 2,
        }));
        for (const [i, share] of rule(capacityCpus * 2, scaled).entries()) {
          expect(Math.abs(share - 2 * (shares[i] ?? NaN))).toBeLessThanOrEqual(4 * tolerance(capacityCpus));
        }
      }),
      { seed: 4105, numRuns: 300 },
    );
  });
});

test("clamp and absolute-first leave nothing idle that somebody could use", () => {
  fc.assert(
    fc.property(anyHost, ({ capacityCpus, claims }) => {
      const all = Math.min(capacityCpus, sum(claims.map(usableCpus)));
      for (const rule of [clampShares, absoluteFirstShares]) {
        expect(Math.abs(sum(rule(capacityCpus, claims)) - all)).toBeLessThanOrEqual(tolerance(capacityCpus));
      }
    }),
    { seed: 4106, numRuns: 500 },
  );
});

test("clamp agrees with a level found by bisection", () => {
  const bisected = (capacityCpus: number, claims: readonly Claim[]): readonly number[] => {
    const at = (level: number) => claims.map((c) => Math.min(Math.max(level * c.weight, floorCpus(c)), usableCpus(c)));
    let [low, high] = [0, 8];
    for (let step = 0; step < 200; step++) {
      const middle = (low + high) / 2;
      if (sum(at(middle)) > capacityCpus) high = middle;
      else low = middle;
    }
    return at(low);
  };
  fc.assert(
    fc.property(anyHost, ({ capacityCpus, claims }) => {
      const weighted = claims.map((claim) => ({ ...claim, weight: Math.max(1, claim.weight) }));
      if (sum(weighted.map(floorCpus)) > capacityCpus) return;
      const shares = clampShares(capacityCpus, weighted);
      for (const [i, cpus] of bisected(capacityCpus, weighted).entries()) expect(shares[i]).toBeCloseTo(cpus, 9);
    }),
    { seed: 4107, numRuns: 300 },
  );
});
