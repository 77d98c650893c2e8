/** The clock, its limits, and processes on it. */
import { describe, expect, test } from "vitest";
import { type Process, Processes, Simulator, UNTIL_WOKEN } from "#models/hypervisor/kernel/index.ts";

const NO_LIMIT = 1e6;

describe("simulator", () => {
  test("runs events in order up to and including the last instant, and the clock ends there", () => {
    const simulator = new Simulator();
    const seen: number[] = [];
    const kind = simulator.on((target) => seen.push(target));
    simulator.at(30, kind, 3, 0);
    simulator.at(10, kind, 1, 0);
    simulator.at(31, kind, 4, 0);
    expect(simulator.run({ untilNs: 30, eventBudget: NO_LIMIT })).toBe("finished");
    expect(seen).toEqual([1, 3]);
    expect(simulator.nowNs).toBe(30);
    simulator.run({ untilNs: 100, eventBudget: NO_LIMIT });
    expect(seen).toEqual([1, 3, 4]);
  });

  test("what is deferred happens before anything else of that instant", () => {
    const simulator = new Simulator();
    const seen: string[] = [];
    const late = simulator.on(() => seen.push("deferred"));
    const kind = simulator.on((target) => {
      seen.push(`event ${target}`);
      if (target === 1) simulator.soon(late, 0);
    });
    simulator.at(5, kind, 1, 0);
    simulator.at(5, kind, 2, 0);
    simulator.run({ untilNs: 5, eventBudget: NO_LIMIT });
    expect(seen).toEqual(["event 1", "deferred", "event 2"]);
  });

  test("a run that cannot end stops at its event budget and says so", () => {
    const simulator = new Simulator();
    const kind: number = simulator.on((_target, _stamp, nowNs) => simulator.at(nowNs, kind, 0, 0));
    simulator.at(0, kind, 0, 0);
    expect(simulator.run({ untilNs: 1, eventBudget: 1000 })).toBe("event-budget");
    expect(simulator.events).toBe(1000);
  });

  test("stops when somebody asks", () => {
    const simulator = new Simulator();
    const kind: number = simulator.on((_target, _stamp, nowNs) => simulator.at(nowNs + 1, kind, 0, 0));
    simulator.at(0, kind, 0, 0);
    expect(simulator.run({ untilNs: 1e9, eventBudget: 1e9, stopped: (nowNs) => nowNs > 50_000 })).toBe("stopped");
    expect(simulator.nowNs).toBeLessThan(100_000);
  });

  test("refuses an event in the past and one at no instant", () => {
    const simulator = new Simulator();
    const kind = simulator.on(() => undefined);
    simulator.run({ untilNs: 10, eventBudget: NO_LIMIT });
    expect(() => simulator.at(9, kind, 0, 0)).toThrow("event at 9 ns: must not be before 10 ns");
    expect(() => simulator.at(Number.NaN, kind, 0, 0)).toThrow(RangeError);
  });
});

describe("processes", () => {
  const started = (body: (log: number[], simulator: Simulator) => Process) => {
    const simulator = new Simulator();
    const processes = new Processes(simulator);
    const log: number[] = [];
    const id = processes.start(body(log, simulator), 5);
    return { simulator, processes, log, id };
  };

  test("wait as long as they say, from where they were started", () => {
    const { simulator, log } = started(function* (out, clock) {
      out.push(clock.nowNs);
      yield 10;
      out.push(clock.nowNs);
      yield 0;
      out.push(clock.nowNs);
    });
    simulator.run({ untilNs: 100, eventBudget: NO_LIMIT });
    expect(log).toEqual([5, 15, 15]);
  });

  test("woken early, the wait they were in is over and does not come back", () => {
    const { simulator, processes, log, id } = started(function* (out, clock) {
      yield 50;
      out.push(clock.nowNs);
      yield UNTIL_WOKEN;
      out.push(clock.nowNs);
    });
    const kind = simulator.on(() => processes.wake(id));
    simulator.at(20, kind, 0, 0);
    simulator.at(70, kind, 0, 0);
    simulator.run({ untilNs: 100, eventBudget: NO_LIMIT });
    expect(log).toEqual([20, 70]);
  });

  test("that have ended stay ended; a wait below 0 is refused", () => {
    const { simulator, processes, log, id } = started(function* (out) {
      out.push(1);
      yield 1;
    });
    simulator.run({ untilNs: 10, eventBudget: NO_LIMIT });
    processes.wake(id);
    simulator.run({ untilNs: 20, eventBudget: NO_LIMIT });
    expect(log).toEqual([1]);
    const broken = started(function* () {
      yield -3;
    });
    expect(() => broken.simulator.run({ untilNs: 10, eventBudget: NO_LIMIT })).toThrow("yielded -3 ns");
  });
});
