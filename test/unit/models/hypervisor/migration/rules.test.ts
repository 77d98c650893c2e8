/** Rate, stop and throttle rules, one decision at a time. */
import { describe, expect, it } from "vitest";
import { finalLimit, firstLimit, nextLimit } from "#models/hypervisor/migration/rate-control.ts";
import type { StopRule, ThrottleRule } from "#models/hypervisor/migration/rules.ts";
import { type StopSeen, stopReason } from "#models/hypervisor/migration/stop-rules.ts";
import { NO_THROTTLE, nextThrottle } from "#models/hypervisor/migration/throttle.ts";
import { XEN_2006_ADAPTIVE, XEN_2006_SHIPPED, XEN_PAPER_2005 } from "#models/xen/migration-policies.ts";
import { figure, rulesOf } from "./builders.ts";

const seen = (dirtyRateMbitS: number, limitMbitS: number) => ({ dirtyRateMbitS, limitMbitS });

describe("rate rules", () => {
  it("of the paper go with every dirty rate, within minimum and maximum", () => {
    const { rate } = XEN_PAPER_2005;
    expect(firstLimit(rate)).toBe(100);
    // 62 + 50 = 112, where the measured migration stayed at 100; 25.5 + 50 is below the minimum.
    expect([25.5, 62, 480].map((dirty) => nextLimit(rate, seen(dirty, 100)))).toEqual([100, 112, 500]);
    expect(finalLimit(rate, seen(10, 100))).toBe(500);
  });

  it("of the tree of 2006 are raised only when outrun", () => {
    const { rate } = XEN_2006_ADAPTIVE;
    expect(nextLimit(rate, seen(62, 100))).toBe(100);
    expect(nextLimit(rate, seen(139, 100))).toBe(189);
    expect(nextLimit(rate, seen(150, 189))).toBe(189);
    expect(nextLimit(rate, seen(460, 379))).toBe(500);
    expect(finalLimit(rate, seen(139, 100))).toBe(189);
  });

  it("as shipped have no limit", () => {
    expect(nextLimit(XEN_2006_SHIPPED.rate, seen(1e6, Infinity))).toBe(Infinity);
    expect(finalLimit(XEN_2006_SHIPPED.rate, undefined)).toBe(Infinity);
  });
});

const AFTER: StopSeen = {
  ...seen(100, 500),
  rounds: 3,
  sentPages: 100,
  sentBeforePages: 90,
  duePages: 200,
  leftPages: 150,
  totalSentPages: 1290,
  memoryPages: 1000,
  pageBytes: 1000,
  sentPerSecond: 300_000,
  riseRatio: 1,
};
const stops = (rule: StopRule, change: Partial<StopSeen> = {}, rate = XEN_2006_ADAPTIVE.rate) =>
  stopReason({ ...rulesOf(9), rate, stops: [rule] }, { ...AFTER, ...change }) === rule.kind;

describe("stop rules", () => {
  it("see a round send more at the maximum, and only there", () => {
    const rule = { kind: "sent-more-at-maximum" } as const;
    expect(stops(rule)).toBe(true);
    expect(stops(rule, { sentPages: 90 })).toBe(false);
    expect(stops(rule, { limitMbitS: 499 })).toBe(false);
    expect(stops(rule, { limitMbitS: Infinity }, { kind: "unlimited" })).toBe(false);
    expect(stops(rule, { sentPages: 86, riseRatio: 0.95 })).toBe(true);
  });

  it("count rounds, pages and bytes, each just at and just beside the bound", () => {
    expect(stops({ kind: "rounds", atMost: figure(3) })).toBe(true);
    expect(stops({ kind: "rounds", atMost: figure(4) })).toBe(false);
    expect(stops({ kind: "few-pages-due", fewerThan: figure(201) })).toBe(true);
    expect(stops({ kind: "few-pages-due", fewerThan: figure(200) })).toBe(false);
    expect(stops({ kind: "few-pages-left", fewerThan: figure(151) })).toBe(true);
    expect(stops({ kind: "few-pages-left", fewerThan: figure(150) })).toBe(false);
    expect(stops({ kind: "few-bytes-left", fewerThan: figure(150_001) })).toBe(true);
    expect(stops({ kind: "few-bytes-left", fewerThan: figure(150_000) })).toBe(false);
    expect(stops({ kind: "sent-times-memory", moreThan: figure(1.28) })).toBe(true);
    expect(stops({ kind: "sent-times-memory", moreThan: figure(1.29) })).toBe(false);
    expect(stops({ kind: "all-copied" })).toBe(false);
    expect(stops({ kind: "all-copied" }, { leftPages: 0 })).toBe(true);
  });

  it("compare what is left with what the last round's speed sends within the goal", () => {
    // 150,000 bytes at 300,000 a second: 0.5 s.
    expect(stops({ kind: "fits-downtime", seconds: figure(0.5) })).toBe(true);
    expect(stops({ kind: "fits-downtime", seconds: figure(0.49) })).toBe(false);
  });

  it("of the paper end when the wanted rate is above the maximum", () => {
    const rule = { kind: "wanted-above-maximum" } as const;
    expect(stops(rule, { dirtyRateMbitS: 450 })).toBe(false);
    expect(stops(rule, { dirtyRateMbitS: 451 })).toBe(true);
  });

  it("are tried in their order", () => {
    const rules = {
      ...rulesOf(3),
      stops: [{ kind: "few-pages-left", fewerThan: figure(151) }, ...rulesOf(3).stops] as const,
    };
    expect(stopReason(rules, AFTER)).toBe("few-pages-left");
  });
});

describe("throttles", () => {
  const staircase: ThrottleRule = {
    kind: "staircase",
    dirtyOverSent: figure(0.5),
    rounds: figure(2),
    firstRatio: figure(0.2),
    stepRatio: figure(0.1),
    mostRatio: figure(0.99),
  };

  it("climb 20, 30, ... 99 %, a step each second round that dirties more than half of what it sends", () => {
    let now = NO_THROTTLE;
    const speeds: number[] = [];
    for (let round = 0; round < 22; round++) {
      now = nextThrottle(staircase, now, { sent: 100, dirtied: 60 });
      speeds.push(Math.round(now.speedRatio * 100) / 100);
    }
    expect(speeds.slice(0, 6)).toEqual([1, 0.8, 0.8, 0.7, 0.7, 0.6]);
    expect(speeds.at(-1)).toBe(0.01);
    expect(nextThrottle(staircase, now, { sent: 100, dirtied: 50 })).toEqual(now);
  });

  it("bring the dirty rate down to a share of the send rate", () => {
    const rule: ThrottleRule = { kind: "match-send-rate", shareOfSendRate: figure(0.7) };
    // Dirtying twice as fast as sending: 0.7 / 2 of the speed.
    expect(nextThrottle(rule, NO_THROTTLE, { sent: 50, dirtied: 100 }).speedRatio).toBe(0.35);
    expect(nextThrottle(rule, NO_THROTTLE, { sent: 100, dirtied: 70 })).toBe(NO_THROTTLE);
    expect(nextThrottle(undefined, NO_THROTTLE, { sent: 0, dirtied: 9 })).toBe(NO_THROTTLE);
  });
});
