/** The closed forms against the 146 known values, by hand, against each other, and at the edges. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clampShares } from "#models/hypervisor/cpu/fluid/index.ts";
import {
  attainableCpus,
  erlangB,
  erlangC,
  exactMva,
  longestWindowGap,
  mg1Wait,
  mm1InSystem,
  mm1LossRatio,
  mm1Response,
  mm1ResponseQuantile,
  mmcResponse,
  mmcWait,
  mmcWaitQuantile,
  nonPreemptiveWaits,
  peakProcessors,
  preemptiveResponses,
  responseUnderShare,
  roundRobinGap,
  roundRobinWait,
  sakasegawaWait,
  scaledThroughput,
  schweitzerMva,
  usefulRatio,
  utilizationRatio,
  weightedSharingResponses,
} from "#models/hypervisor/queueing/index.ts";
import { PRINTED_TOLERANCE, queueingCases } from "../../../../support/queueing-cases.ts";
import { guest } from "../cpu/fluid/build-claim.ts";

test("all 146 known values, to the printed digits", () => {
  const cases = queueingCases();
  expect(cases.length).toBe(146);
  expect(cases.filter(({ published, ours }) => !(Math.abs(published - ours) <= PRINTED_TOLERANCE))).toEqual([]);
});

describe("by hand", () => {
  test("the utilization law", () => {
    // 50 requests per second of 10 ms
    expect(utilizationRatio(50, 0.01)).toBe(0.5);
  });

  test("Erlang B with one and two servers", () => {
    // a / (1 + a); a²/2 / (1 + a + a²/2) with a = 1
    expect(erlangB(1, 1)).toBe(0.5);
    expect(erlangB(2, 1)).toBeCloseTo(0.2, 12);
  });

  test("the loss of a full room at any load", () => {
    // Load 1: each of K + 1 states is equally likely. Load 2, room 2: 4 / (1 + 2 + 4). No load: nothing is lost.
    expect(mm1LossRatio(1, 3)).toBe(0.25);
    expect(mm1LossRatio(2, 2)).toBeCloseTo(4 / 7, 12);
    expect(mm1LossRatio(0, 5)).toBe(0);
  });

  test("priority classes by spread and by saturation", () => {
    // Constant services of 1 at 0.25 each: residual 2 × 0.25/2 = 0.25; waits 0.25/0.75 and 0.25/(0.75 × 0.5)
    const constant = { arrivalRate: 0.25, serviceTime: 1, scv: 0 };
    expect(nonPreemptiveWaits([constant, constant])).toEqual([0.25 / 0.75, 0.25 / (0.75 * 0.5)]);
    const half = { arrivalRate: 0.5, serviceTime: 1 };
    // The second class fills the server, the third finds nothing
    expect(preemptiveResponses([half, half, half])).toEqual([2, Infinity, Infinity]);
    expect(nonPreemptiveWaits([half, half])[1]).toBe(Infinity);
    expect(nonPreemptiveWaits([{ arrivalRate: 0, serviceTime: 1 }])).toEqual([0]);
  });

  test("equal weights are plain processor sharing", () => {
    const one = { arrivalRate: 0.2, serviceTime: 1, weight: 3 };
    // Load 0.6: 1 / 0.4
    for (const response of weightedSharingResponses([one, one, one])) expect(response).toBeCloseTo(2.5, 12);
  });

  test("an extreme weight is a pre-emptive priority", () => {
    const classes = [
      { arrivalRate: 0.3, serviceTime: 1, weight: 1e9 },
      { arrivalRate: 0.4, serviceTime: 1, weight: 1 },
    ];
    const [urgent, other] = weightedSharingResponses(classes);
    const [first, second] = preemptiveResponses(classes);
    expect(urgent).toBeCloseTo(first ?? NaN, 6);
    expect(other).toBeCloseTo(second ?? NaN, 6);
  });

  test("two users at one station", () => {
    // D = 1, Z = 1. One user: R 1, X 1/2, queue 1/2. Two: R 1.5, X 2/2.5 = 0.8, queue 1.2
    expect(exactMva({ users: 2, thinkTime: 1, demands: [1] })).toEqual({
      throughput: 0.8,
      response: 1.5,
      queues: [0.8 * 1.5],
    });
    expect(exactMva({ users: 0, thinkTime: 0, demands: [1] }).throughput).toBe(0);
  });

  test("the scalability law's peak, and below one processor a straight line", () => {
    const law = { single: 100, contention: 0.03, coherence: 0.0005 };
    // √(0.97 / 0.0005)
    expect(peakProcessors(law)).toBeCloseTo(44.045, 3);
    expect(scaledThroughput(law, 0.5)).toBe(50);
    expect(peakProcessors({ ...law, coherence: 0 })).toBe(Infinity);
    expect(peakProcessors({ ...law, contention: 1 })).toBe(1);
  });

  test("a guest alone on its CPU never waits for a turn", () => {
    expect(roundRobinGap({ guests: 1, quantum: 30, switchTime: 0 })).toBe(0);
    expect(usefulRatio({ guests: 3, quantum: 4, switchTime: 1 })).toBe(0.8);
    expect(longestWindowGap({ length: 10, entitledCpus: 1, vcpus: 1 })).toBe(0);
  });
});

test("what arrives at any moment waits for the rest of the gap", () => {
  // Two guests, turns of 1, no switch cost: half the time none, else uniform over 1: mean 1/4, E[x²] = 1/6
  const { mean, deviation } = roundRobinWait({ guests: 2, quantum: 1, switchTime: 0 });
  expect(mean).toBe(0.25);
  expect(deviation).toBeCloseTo(Math.sqrt(1 / 6 - 1 / 16), 12);
});

describe("Schweitzer", () => {
  test("one user and one class are exact; many users are within a few percent", () => {
    const one = { users: 1, thinkTime: 1, demands: [0.05, 0.08, 0.03] };
    expect(schweitzerMva([one])[0]?.throughput).toBeCloseTo(exactMva(one).throughput, 9);
    for (const users of [5, 10, 20, 50]) {
      const exact = exactMva({ ...one, users });
      const close = schweitzerMva([{ ...one, users }])[0];
      expect(Math.abs((close?.throughput ?? NaN) / exact.throughput - 1)).toBeLessThan(0.05);
    }
  });

  test("two classes split one class's users without changing the whole", () => {
    const whole = schweitzerMva([{ users: 12, thinkTime: 2, demands: [0.1, 0.2] }])[0];
    const parts = schweitzerMva([
      { users: 4, thinkTime: 2, demands: [0.1, 0.2] },
      { users: 8, thinkTime: 2, demands: [0.1, 0.2] },
    ]);
    // The approximation takes one user's part off its own class's queue only, which for equal users is the same part
    expect((parts[0]?.throughput ?? NaN) + (parts[1]?.throughput ?? NaN)).toBeCloseTo(whole?.throughput ?? NaN, 9);
  });

  test("open load leaves the rest of the server", () => {
    // One user, D = 1 on a server half taken: R = 2, X = 1/2
    expect(schweitzerMva([{ users: 1, thinkTime: 0, demands: [1] }], [0.5])[0]).toMatchObject({
      throughput: 0.5,
      response: 2,
    });
    expect(() => schweitzerMva([{ users: 1, thinkTime: 0, demands: [1] }], [1])).toThrow("openLoad[0] is 1");
  });

  test("classes must visit the same stations", () => {
    const one = { users: 1, thinkTime: 1, demands: [1] };
    expect(() => schweitzerMva([one, { ...one, demands: [1, 2] }])).toThrow(
      new RangeError("classes[1].demands has 2 stations: the first has 1"),
    );
  });

  test("an idle class and no class at all", () => {
    expect(schweitzerMva([])).toEqual([]);
    expect(schweitzerMva([{ users: 0, thinkTime: 1, demands: [1] }])[0]?.throughput).toBe(0);
  });
});

describe("response under a share", () => {
  test("on one CPU of its own it is M/M/1, on half a CPU everything takes twice as long", () => {
    // ρ = 0.5: 1 / 0.5; ρ = 0.25 / 0.5: 2 / 0.5
    expect(responseUnderShare({ serviceTime: 1, offeredCpus: 0.5, attainableCpus: 1 })).toBe(2);
    expect(responseUnderShare({ serviceTime: 1, offeredCpus: 0.25, attainableCpus: 0.5 })).toBe(4);
  });

  test("is continuous where one CPU is reached, and never faster than the service", () => {
    const just = (attainable: number) =>
      responseUnderShare({ serviceTime: 3, offeredCpus: 0.6, attainableCpus: attainable });
    expect(just(1 + 1e-9)).toBeCloseTo(just(1), 6);
    expect(just(16)).toBeGreaterThanOrEqual(3);
  });

  test("a guest that cannot have what it needs answers never", () => {
    expect(responseUnderShare({ serviceTime: 1, offeredCpus: 0.5, attainableCpus: 0.5 })).toBe(Infinity);
    expect(responseUnderShare({ serviceTime: 1, offeredCpus: 0, attainableCpus: 0 })).toBe(Infinity);
    expect(responseUnderShare({ serviceTime: 0, offeredCpus: 0, attainableCpus: 0 })).toBe(0);
  });

  test("attainable is what is left, at least the guarantee, at most its virtual CPUs", () => {
    // 2 CPUs; the neighbour uses 0.5 of 1: 1.5 are left, one virtual CPU takes 1; a saturated neighbour leaves half of 2
    const claims = [guest({ demandCpus: 0.2 }), guest({ demandCpus: 0.5 })];
    expect(attainableCpus(clampShares, 2, claims, 0)).toBe(1);
    expect(attainableCpus(clampShares, 1, claims, 0)).toBe(0.5);
    expect(attainableCpus(clampShares, 1, [guest({ reservationCpus: 0.75 }), guest()], 0)).toBe(0.75);
    expect(() => attainableCpus(clampShares, 1, claims, 2)).toThrow(new RangeError("index is 2: there are 2 claims"));
  });
});

describe("at the edges", () => {
  const amount = fc.oneof(fc.constantFrom(0, 1, 1.5), fc.double({ min: 0, max: 3, noNaN: true }));

  test("no closed form gives NaN or a negative number", () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 40 }), (loadRatio, serviceTime, servers) => {
        const one = { loadRatio, serviceTime };
        const many = { ...one, servers };
        const values = [
          mm1Response(one),
          mm1InSystem(loadRatio),
          mm1ResponseQuantile(one, 0.95),
          mm1ResponseQuantile(one, 0),
          mg1Wait(one, 4),
          mm1LossRatio(loadRatio, servers),
          erlangC(servers, loadRatio),
          mmcResponse(many),
          mmcWaitQuantile(many, 0.95),
          sakasegawaWait(many),
          responseUnderShare({ serviceTime, offeredCpus: loadRatio, attainableCpus: servers / 4 }),
          ...nonPreemptiveWaits([
            { arrivalRate: loadRatio, serviceTime },
            { arrivalRate: 0.1, serviceTime: 1 },
          ]),
          ...preemptiveResponses([
            { arrivalRate: loadRatio, serviceTime },
            { arrivalRate: 0.1, serviceTime: 1 },
          ]),
        ];
        for (const value of values) expect(value).toBeGreaterThanOrEqual(0);
      }),
      { seed: 4131, numRuns: 300 },
    );
  });

  test("one server of many is the single server", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), (loadRatio) => {
        const one = { loadRatio, serviceTime: 1 };
        expect(mmcWait({ ...one, servers: 1 })).toBeCloseTo(mg1Wait(one, 1), 9);
        expect(sakasegawaWait({ ...one, servers: 1 })).toBeCloseTo(mg1Wait(one, 1), 9);
      }),
      { seed: 4132, numRuns: 100 },
    );
  });

  test("weighted sharing keeps the conservation law", () => {
    const one = fc.record({
      arrivalRate: fc.double({ min: 0, max: 0.3, noNaN: true }),
      weight: fc.double({ min: 0.1, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), (list) => {
        const classes = list.map((c) => ({ ...c, serviceTime: 1 }));
        const load = classes.reduce((total, c) => total + c.arrivalRate, 0);
        const responses = weightedSharingResponses(classes);
        const work = classes.reduce((total, c, i) => total + c.arrivalRate * (responses[i] ?? NaN), 0);
        expect(work).toBeCloseTo(load / (1 - load), 9);
      }),
      { seed: 4133, numRuns: 200 },
    );
  });

  test("bad input names field, value and bound", () => {
    const amounts = "it must be finite and at least 0";
    expect(() => mm1Response({ loadRatio: -1, serviceTime: 1 })).toThrow(new RangeError(`loadRatio is -1: ${amounts}`));
    expect(() => mg1Wait({ loadRatio: 0, serviceTime: 1 }, NaN)).toThrow(`scv is NaN: ${amounts}`);
    expect(() => mm1ResponseQuantile({ loadRatio: 0, serviceTime: 1 }, 1)).toThrow("ratio is 1");
    expect(() => erlangB(1.5, 1)).toThrow("servers is 1.5: it must be a whole number of at least 1");
    expect(() => sakasegawaWait({ servers: 0, loadRatio: 0, serviceTime: 1 })).toThrow("servers is 0");
    expect(() => nonPreemptiveWaits([{ arrivalRate: -1, serviceTime: 1 }])).toThrow("classes[0].arrivalRate is -1");
    expect(() => weightedSharingResponses([{ arrivalRate: 0, serviceTime: 0, weight: 1 }])).toThrow(
      "classes[0].serviceTime is 0: it must be above 0",
    );
    expect(() => weightedSharingResponses([{ arrivalRate: 0, serviceTime: 1, weight: 0 }])).toThrow(
      "classes[0].weight is 0: it must be above 0",
    );
    expect(weightedSharingResponses([{ arrivalRate: 1, serviceTime: 1, weight: 1 }])).toEqual([Infinity]);
    expect(() => exactMva({ users: 1, thinkTime: 0, demands: [0] })).toThrow("thinkTime and demands are all 0");
    expect(() => exactMva({ users: 1, thinkTime: 0, demands: [1, -1] })).toThrow("demands[1] is -1");
    expect(() => roundRobinGap({ guests: 2, quantum: 0, switchTime: 0 })).toThrow("quantum is 0");
    expect(() => longestWindowGap({ length: 10, entitledCpus: 2, vcpus: 1 })).toThrow(
      "entitledCpus is 2: it must be at most vcpus, 1",
    );
    expect(() => scaledThroughput({ single: 1, contention: -1, coherence: 0 }, 1)).toThrow("contention is -1");
  });
});
