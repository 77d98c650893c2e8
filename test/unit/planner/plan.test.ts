import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlanRequestInput, decodeRequest, plan, verify } from "#planner";
import { plannerNotes } from "#planner/report/index.ts";
import { BIG, CONTEXT, ask, cpu, estate, vm } from "../../support/request.ts";

const planned = (input: PlanRequestInput) => {
  const request = decodeRequest(input, CONTEXT);
  return { request, result: plan(request, CONTEXT) };
};

describe("plan", () => {
  test("two VMs that peak at different hours share what their peaks would not", () => {
    // Host of 16 cores, ceiling 80 %, less ESXi's own: about 12 cores. Day shift 9 cores by day, night shift 9 by night:
    // sum of peaks 18 cores needs two hosts, the peak of the sum is 9 and needs one.
    const hours = (busy: (h: number) => boolean) => Array.from({ length: 24 }, (_, h) => (busy(h) ? 9 : 0));
    const { result } = planned(
      ask([vm("day", { vcpus: 12 }), vm("night", { vcpus: 12 })], {
        series: [
          cpu(
            "day",
            hours((h) => h >= 12),
          ),
          cpu(
            "night",
            hours((h) => h < 12),
          ),
        ],
        goals: { timeModel: "day" },
      }),
    );
    expect(result.summary).toMatchObject({ hostsUsed: 1, bound: { hosts: 1 } });
    expect(result.status).toBe("optimal");
    expect(result.timeSharing).toMatchObject({ hostsByPeaks: 2, hostsByProfile: 1 });
    // The platform's own cost of 3 % is in both: 18 × 1.03 and 9 × 1.03 cores.
    expect(result.timeSharing.resources[0]).toMatchObject({ sumOfPeaks: 18.54, peakOfSum: 9.27 });
  });

  test("templates are never packed and powered-off VMs are the user's choice", () => {
    const input = ask([vm("on"), vm("off", { state: "powered-off" }), vm("tpl", { role: "template" })]);
    expect(planned(input).result.excluded).toEqual([
      { workload: "off", why: "powered-off" },
      { workload: "tpl", why: "template" },
    ]);
    const included = planned({ ...input, goals: { includePoweredOff: true } }).result;
    expect(included.summary).toMatchObject({ placed: 2, excluded: 1 });
  });

  test("an unplaced workload says what is missing, target by target, with the nearest miss", () => {
    const { result } = planned(ask([vm("a"), vm("wide", { vcpus: 900 })]));
    expect(result.status).toBe("infeasible");
    expect(result.unplaced).toHaveLength(1);
    expect(result.unplaced[0]?.reasons[0]?.misfits).toContainEqual(
      expect.objectContaining({ code: "over-limit", resource: "vcpus", value: 900, bound: 768, rule: "vm.maxVcpu" }),
    );
    expect(result.unplaced[0]?.nearest?.target).toBe("vsphere-8@big");
  });

  test("four hosts with 1 GiB free each do not take 2 GiB more: no room, and the nearest host is named by what is missing", () => {
    // Room for memory on one host is what five VMs leave; with one host allowed the sixth stays out.
    const six = Array.from({ length: 6 }, (_, i) => vm(`m${i}`, { memoryMiB: 20_480 }));
    const { result } = planned(ask(six, { targets: [{ platform: "vsphere-8", hostType: "big", maxHosts: 1 }] }));
    expect(result.summary).toMatchObject({ placed: 5, unplaced: 1 });
    const reasons = result.unplaced[0]?.reasons[0]?.misfits ?? [];
    expect(reasons).toContainEqual(expect.objectContaining({ code: "over-capacity", resource: "memoryMiB" }));
    expect(reasons).toContainEqual(
      expect.objectContaining({ code: "over-capacity", resource: "hosts", needs: 2, has: 1 }),
    );
  });

  test("spare hosts are kept and drawn, and count against the stock", () => {
    const { result } = planned(
      ask([vm("a")], { goals: { spareHosts: 2 }, targets: [{ platform: "vsphere-8", hostType: "big", maxHosts: 3 }] }),
    );
    expect(result.hosts.map((h) => h.role)).toEqual(["used", "spare", "spare"]);
    expect(result.energy.after.hosts).toBe(3);
    const tooFew = planned(
      ask([vm("a")], { goals: { spareHosts: 2 }, targets: [{ platform: "vsphere-8", hostType: "big", maxHosts: 2 }] }),
    );
    expect(tooFew.result.summary.unplaced).toBe(1);
  });

  test("same request, same bytes; any order of the input, the same plan", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer(), (seed, shuffle) => {
        const input = estate(24, seed);
        const first = JSON.stringify(planned(input).result);
        expect(JSON.stringify(planned(input).result)).toBe(first);
        const mixed = [...input.workloads].sort((a, b) => (hash(a.id, shuffle) < hash(b.id, shuffle) ? -1 : 1));
        expect(
          JSON.stringify(planned({ ...input, workloads: mixed, series: [...(input.series ?? [])].reverse() }).result),
        ).toBe(first);
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  test("every plan passes its own verification, and the bound never exceeds the hosts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 6, max: 60 }), (seed, count) => {
        const document = planned(estate(count, seed));
        expect(verify(document, CONTEXT)).toEqual({ ok: true, violations: [] });
        expect(document.result.summary.bound.hosts).toBeLessThanOrEqual(document.result.summary.hostsUsed);
      }),
      { numRuns: 25, seed: 11 },
    );
  });

  test("a stop request ends the work", () => {
    const request = decodeRequest(estate(20, 1), CONTEXT);
    expect(() => plan(request, { ...CONTEXT, stopped: () => true })).toThrow(/stopped/);
  });
});

describe("the search", () => {
  const request = () => decodeRequest({ ...estate(40, 5), goals: { timeModel: "day", effortSeconds: 7 } }, CONTEXT);

  test("the result says what it was allowed and how it ended; a false word on it is found", () => {
    const asked = request();
    const result = plan(asked, CONTEXT);
    expect(result.search.effortSeconds).toBe(7);
    expect(result.search.packer).not.toBe("");
    const forged = { ...result, search: { ...result.search, effortSeconds: 8 } };
    expect(verify({ request: asked, result: forged }, CONTEXT).violations).toMatchObject([{ code: "search" }]);
  });

  test("enough is enough: a valid plan of the best so far, which says so, and replays only if nobody waits", () => {
    const asked = request();
    const byClock = plan(asked, { ...CONTEXT, enough: () => true });
    expect(byClock.search.ended).toBe(byClock.summary.gapRatio === 0 ? "proved" : "stopped");
    expect(verify({ request: asked, result: byClock }, CONTEXT).violations).toEqual([]);
    expect(byClock.simulation?.hosts.length).toBeGreaterThan(0);
    const awaited = plan(asked, { ...CONTEXT, enough: () => true, isAwaited: () => true });
    expect(awaited.simulation?.hosts).toEqual([]);
    for (const { why } of awaited.simulation?.skipped ?? [{ why: "" }]) expect(why).toContain("replays");
    expect(verify({ request: asked, result: awaited }, CONTEXT).violations).toEqual([]);
  });

  test("effort out of its bounds is refused with value and bound", () => {
    for (const effortSeconds of [-1, 86_401, Number.NaN]) {
      expect(() => decodeRequest(ask([vm("a")], { goals: { effortSeconds } }), CONTEXT)).toThrow(/effortSeconds/);
    }
  });
});

const hash = (text: string, salt: number): number =>
  Array.from(text).reduce((h, c) => (Math.imul(h, 31) + c.charCodeAt(0)) | 0, salt);

describe("what the planner assumes for want of better", () => {
  test("names the types without a rating and asks for one; core for core where nothing is known", () => {
    const { ratingPerCore: _none, ...bare } = BIG;
    const unrated = { ...bare, id: "unrated" };
    const targets = [{ platform: "vsphere-8", hostType: "unrated" }];
    const { result } = planned(ask([vm("a"), vm("b", { measuredOn: {} })], { hostTypes: [unrated], targets }));
    expect(plannerNotes(result)).toEqual([
      "2 workloads: no CPU series: sized by allocation, 4 virtual CPUs per core.",
      "1 workload: CPU converted by clock, because no rating is known for hosts of today whose type is not known, unrated; a ratingPerCore there would do better.",
      "1 workload: one core taken as one core, because neither rating nor clock of the host they run on is known; name the host to do better.",
      "2 workloads: no disk series: counted as none.",
      "2 workloads: no network series: counted as none.",
    ]);
  });
});
