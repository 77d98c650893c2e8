/** Pools in pools, queues per CPU, admission, input errors, and what is left to share. */
import { describe, expect, test } from "vitest";
import {
  type Claim,
  type SharePool,
  absoluteFirstShares,
  admit,
  baseExcessShares,
  clampShares,
  guestShares,
  overReservedCpus,
  perCpu,
  poolShares,
  shareableCpus,
} from "#models/hypervisor/cpu/fluid/index.ts";
import { guest } from "./build-claim.ts";

const pool = (over: Partial<SharePool> & Pick<SharePool, "rule" | "members">): SharePool => ({
  weight: 1,
  reservationCpus: 0,
  limitCpus: Infinity,
  uncapped: true,
  ...over,
});

describe("pools inside pools", () => {
  test("a resource pool's limit holds its members back, and the rest goes to the others", () => {
    // 4 CPUs, pools 3:1 by weight would be 3 and 1; the first is limited to 2, so the second has 2: 1.5 + 0.5 by 3:1
    const root = pool({
      rule: clampShares,
      members: [
        pool({ weight: 3, limitCpus: 2, rule: clampShares, members: [guest({ vcpus: 4 }), guest({ vcpus: 4 })] }),
        pool({ rule: clampShares, members: [guest({ weight: 3, vcpus: 2 }), guest({ vcpus: 2 })] }),
      ],
    });
    const share = poolShares(4, root);
    expect([...guestShares(share)]).toEqual([1, 1, 1.5, 0.5]);
    expect(share.members?.map((m) => m.cpus)).toEqual([2, 2]);
  });

  test("an idle member's part stays inside its pool before it goes to other pools", () => {
    // Entitlements 1, 1 | 1, 1 on 4 CPUs, all uncapped and equal. The first guest idles: its 1 CPU is part of its pool's
    // floor, the other member can use 1.5 of the pool's 2, and 0.5 crosses to the second pool: 1.25 each.
    const entitled = (over: Partial<Claim> = {}) => guest({ reservationCpus: 1, vcpus: 2, ...over });
    const two = (members: readonly Claim[]) => pool({ reservationCpus: 2, weight: 2, rule: baseExcessShares, members });
    const members = [two([entitled({ demandCpus: 0 }), entitled({ limitCpus: 1.5 })]), two([entitled(), entitled()])];
    const root = pool({ rule: baseExcessShares, members });
    expect([...guestShares(poolShares(4, root))]).toEqual([0, 1.5, 1.25, 1.25]);
  });

  test("a pool's maximum stops excess that crosses pools", () => {
    // As above, but the second pool may have 2.2 CPUs at most: 1.1 each, 0.3 CPU idles
    const entitled = (over: Partial<Claim> = {}) => guest({ reservationCpus: 1, vcpus: 2, ...over });
    const base = { reservationCpus: 2, rule: baseExcessShares };
    const members = [
      pool({ ...base, members: [entitled({ demandCpus: 0 }), entitled({ limitCpus: 1.5 })] }),
      pool({ ...base, limitCpus: 2.2, members: [entitled(), entitled()] }),
    ];
    const shares = guestShares(poolShares(4, pool({ rule: baseExcessShares, members })));
    expect([...shares].map((cpus) => Number(cpus.toFixed(9)))).toEqual([0, 1.5, 1.1, 1.1]);
  });

  test("guests inside a logical partition share what the partition gets", () => {
    // 3 CPs by weight 100:200. The second partition has 2 logical CPs = its 2. Inside: half of 2 absolute, the rest 1:1.
    const inner = pool({
      weight: 200,
      limitCpus: 2,
      rule: absoluteFirstShares,
      members: [guest({ reservationCpus: 1, weight: 0, vcpus: 2 }), guest(), guest()],
    });
    const shares = guestShares(
      poolShares(3, pool({ rule: clampShares, members: [guest({ weight: 100, vcpus: 3 }), inner] })),
    );
    expect([...shares]).toEqual([1, 1, 0.5, 0.5]);
  });

  test("a pool demands no more than capped members may have", () => {
    // The capped member holds the pool to its entitlement of 0.5; the guest beside it gets the other 1.5
    const capped = pool({
      rule: baseExcessShares,
      members: [guest({ reservationCpus: 0.5, vcpus: 2, uncapped: false })],
    });
    const shares = guestShares(poolShares(2, pool({ rule: clampShares, members: [capped, guest({ vcpus: 2 })] })));
    expect([...shares]).toEqual([0.5, 1.5]);
  });

  test("an empty pool gets nothing", () => {
    const root = pool({ rule: clampShares, members: [pool({ rule: clampShares, members: [] }), guest()] });
    expect(poolShares(2, root)).toEqual({ cpus: 1, members: [{ cpus: 0, members: [] }, { cpus: 1 }] });
  });
});

describe("queues per CPU", () => {
  test("each CPU is shared by its own queue; a queue without work leaves its CPU idle", () => {
    // CPU 0: weights 1 and 3; CPU 1: one saturated; CPU 2: nobody
    const rule = perCpu({ rule: clampShares, cpus: 3, cpuOf: [0, 1, 0] });
    expect([...rule(3, [guest(), guest(), guest({ weight: 3 })])]).toEqual([0.25, 1, 0.75]);
  });

  test("a CPU the host does not have is an error", () => {
    const rule = perCpu({ rule: clampShares, cpus: 2, cpuOf: [0, 2] });
    expect(() => rule(2, [guest(), guest()])).toThrow(new RangeError("cpuOf[1] is 2: it must be 0 to 1"));
    expect(() => perCpu({ rule: clampShares, cpus: 0, cpuOf: [] })).toThrow("cpus is 0: it must be a whole number ≥ 1");
  });
});

describe("bad input", () => {
  const finite = "it must be a finite number of at least 0";
  test.each([
    [{ weight: -1 }, `claims[1].weight is -1: ${finite}`],
    [{ weight: NaN }, `claims[1].weight is NaN: ${finite}`],
    [{ vcpus: Infinity }, `claims[1].vcpus is Infinity: ${finite}`],
    [{ reservationCpus: -0.5 }, `claims[1].reservationCpus is -0.5: ${finite}`],
    [{ excessWeight: -2 }, `claims[1].excessWeight is -2: ${finite}`],
    [{ demandCpus: NaN }, "claims[1].demandCpus is NaN: it must be at least 0 (Infinity for none)"],
    [{ limitCpus: -1 }, "claims[1].limitCpus is -1: it must be at least 0 (Infinity for none)"],
  ])("%o is refused by every rule", (over, message) => {
    for (const rule of [clampShares, baseExcessShares, absoluteFirstShares]) {
      expect(() => rule(2, [guest(), guest(over)])).toThrow(new RangeError(message));
    }
  });

  test("a capacity must be a finite number of CPUs", () => {
    expect(() => clampShares(-1, [])).toThrow(new RangeError(`capacityCpus is -1: ${finite}`));
    expect(() => clampShares(Infinity, [])).toThrow(`capacityCpus is Infinity: ${finite}`);
  });
});

describe("admission", () => {
  test("floors that fit are admitted, ten times 0.1 of one CPU among them", () => {
    expect(() => admit(1, Array<Claim>(10).fill(guest({ reservationCpus: 0.1 })))).not.toThrow();
    expect(overReservedCpus(1, Array<Claim>(10).fill(guest({ reservationCpus: 0.1 })))).toBe(0);
  });

  test("the first floor that does not fit is named", () => {
    const claims = [guest({ reservationCpus: 1.5 }), guest({ reservationCpus: 0.75, demandCpus: 0 })];
    expect(() => admit(2, claims)).toThrow(
      new RangeError(
        "claims[1].reservationCpus is 0.75: at most 0.5 of the 2 CPUs are left behind the claims before it",
      ),
    );
    expect(overReservedCpus(2, claims)).toBe(0.25);
  });
});

describe("what is left to share", () => {
  test("switches and the hypervisor come off the host's CPUs", () => {
    // 2 CPUs, 0.405 ms per switch in a turn of 5.405 ms: 7.49 % lost; 0.1 CPU for the hypervisor
    const costs = { switchNs: 405_000, meanTurnNs: 5_405_000, hypervisorCpus: 0.1 };
    expect(shareableCpus(2, costs)).toBeCloseTo(2 * (5 / 5.405) - 0.1, 12);
    expect(shareableCpus(1, { ...costs, hypervisorCpus: 3 })).toBe(0);
  });

  test("a cost outside its range is named", () => {
    expect(() => shareableCpus(1, { switchNs: -1, meanTurnNs: 1, hypervisorCpus: 0 })).toThrow("switchNs is -1");
    expect(() => shareableCpus(1, { switchNs: 0, meanTurnNs: 0, hypervisorCpus: 0 })).toThrow("meanTurnNs is 0");
  });
});
