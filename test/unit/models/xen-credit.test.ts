/** The credit scheduler by release: the common suite, and hosts worked out by hand. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { creditKit } from "#models/xen/credit.ts";
import { CREDIT_303, CREDIT_304, CREDIT_40, CREDIT_41, CREDIT_42, type CreditTerms } from "#models/xen/credit-rules.ts";
import { MS, type TestGuest, runHost } from "../../support/saturated-host.ts";
import { schedulerConformance } from "../../support/scheduler-conformance.ts";

const terms: fc.Arbitrary<CreditTerms> = fc.record({
  weight: fc.constantFrom(128, 256, 512),
  capPercent: fc.constantFrom(0, 0, 0, 20, 50),
});
const capCpus = ({ capPercent }: CreditTerms, vcpus: number) => (capPercent > 0 ? capPercent / 100 : vcpus);

for (const [i, rules] of [CREDIT_303, CREDIT_304, CREDIT_40, CREDIT_41, CREDIT_42].entries()) {
  schedulerConformance(
    { kit: creditKit(rules), terms, capCpus, mostVcpusPerCpu: 6, seconds: 20, warmUpSeconds: 5, seed: 4400 + i },
    1000,
  );
}

const hog = (weight: number, capPercent = 0): TestGuest<CreditTerms> => ({ terms: { weight, capPercent }, vcpus: 1 });
const sharesOf = (rules: typeof CREDIT_42, guests: readonly TestGuest<CreditTerms>[], seconds = 300) => [
  ...runHost(creditKit(rules), { guests, seconds }).shares,
];

describe("credit", () => {
  test("two and three busy domains a CPU get what their weights say", () => {
    const [light, heavy] = sharesOf(CREDIT_42, [hog(256), hog(512)], 60);
    expect(heavy).toBeCloseTo(2 / 3, 2);
    expect(light).toBeCloseTo(1 / 3, 2);
    const three = sharesOf(CREDIT_42, [hog(256), hog(256), hog(512)], 60);
    expect(three[2]).toBeCloseTo(0.5, 2);
  });

  test("with seven of 256 and one of 512 on a CPU all eight get an eighth, and the kit warns of it", () => {
    const guests = [...Array.from({ length: 7 }, () => hog(256)), hog(512)];
    for (const share of runHost(creditKit(CREDIT_41), { guests, seconds: 300 }).shares)
      expect(share).toBeCloseTo(0.125, 3);
    const fluid = guests.map(({ terms: t, vcpus }) => ({ terms: t, vcpus, demandCpus: vcpus }));
    const [warning] = creditKit(CREDIT_41).warnings?.(1, fluid) ?? [];
    expect(warning).toMatchObject({ code: "credit-clip-deviation", vm: 7 });
    // 512 of 9 x 256.
    expect(warning?.fluidCpus).toBeCloseTo(2 / 9, 9);
    // Without the clip the heavy one has its share.
    const free = { ...CREDIT_41, id: "no clip", clip: "none" as const };
    expect(runHost(creditKit(free), { guests, seconds: 300 }).shares[7]).toBeCloseTo(2 / 9, 2);
  });

  test("weight is per domain to 4.0, per active vCPU from 4.1", () => {
    const guests: readonly TestGuest<CreditTerms>[] = [hog(256), { ...hog(256), vcpus: 2 }];
    const of = (rules: typeof CREDIT_42) => [...runHost(creditKit(rules), { cpus: 2, guests, seconds: 60 }).shares];
    // X4a and X4b of data/measurements/fluid-cases.csv: 1 : 1 on two CPUs, then 2/3 : 4/3.
    expect(of(CREDIT_40)[0]).toBeCloseTo(1, 1);
    expect(of(CREDIT_41)[0]).toBeCloseTo(2 / 3, 1);
  });

  test("a cap of 25 % holds on an idle host", () => {
    expect(sharesOf(CREDIT_42, [hog(256, 25)], 60)[0]).toBeCloseTo(0.25, 2);
  });

  test("one that wakes with credit left waits a millisecond at the most behind hogs; without boost it waits its turn", () => {
    const sleeper: TestGuest<CreditTerms> = {
      terms: { weight: 256, capPercent: 0 },
      vcpus: 1,
      burst: { runNs: MS, waitNs: 50 * MS },
    };
    const readyPerWake = (rules: typeof CREDIT_42) => {
      const { books } = runHost(creditKit(rules), { guests: [hog(256), hog(256), sleeper], seconds: 60 }).dispatcher;
      return (books.readyNs[2] ?? 0) / (books.dispatches[2] ?? 1);
    };
    expect(readyPerWake(CREDIT_42)).toBeLessThanOrEqual(1 * MS);
    expect(readyPerWake(CREDIT_304)).toBeLessThanOrEqual(1 * MS);
    expect(readyPerWake(CREDIT_303)).toBeGreaterThan(5 * MS);
  });

  test("one that rests when the tick looks is never charged while ticks charge, and pays by the clock", () => {
    // Runs 9.5 ms of every 10 ms tick and is not there at its end.
    const trick: TestGuest<CreditTerms> = {
      terms: { weight: 256, capPercent: 0 },
      vcpus: 1,
      burst: { runNs: 9.5 * MS, waitNs: 0.5 * MS, offsetNs: 0.1 * MS },
    };
    expect(sharesOf(CREDIT_304, [hog(256), trick], 30)[1]).toBeGreaterThan(0.9);
    expect(sharesOf(CREDIT_40, [hog(256), trick], 60)[1]).toBeLessThan(0.52);
  });
});
