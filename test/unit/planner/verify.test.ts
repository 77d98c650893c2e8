import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlanDocument, decodeRequest, plan, verify } from "#planner";
import { CONTEXT, estate } from "../../support/request.ts";

const documents = [1, 2, 3].map((seed): PlanDocument => {
  const input = estate(40, seed);
  const paid = {
    tariffPerKWh: 0.1,
    money: { training: 1000, space: { perRackYear: 6000 } },
    licences: [{ id: "rhel", product: "rhel-server", match: { os: "linux" }, price: 800 }],
  };
  const request = decodeRequest({ ...input, ...paid }, CONTEXT);
  return { request, result: plan(request, CONTEXT) };
});

/** A way to damage a plan; `pick` chooses among what there is. Returns false when this plan offers no occasion. */
interface Damage {
  readonly name: string;
  readonly codes: readonly string[];
  readonly apply: (document: PlanDocument, pick: (n: number) => number) => boolean;
}

const used = (d: PlanDocument) => d.result.hosts.filter((h) => h.role === "used");

const DAMAGES: readonly Damage[] = [
  {
    name: "a workload removed",
    codes: ["missing"],
    apply: (d, pick) => {
      const host = used(d)[pick(used(d).length)];
      host?.partitions.splice(pick(host.partitions.length), 1);
      return true;
    },
  },
  {
    name: "a workload placed twice",
    codes: ["placed-twice"],
    apply: (d, pick) => {
      const [from, to] = [used(d)[pick(used(d).length)], used(d)[pick(used(d).length)]];
      const partition = from?.partitions[pick(from.partitions.length)];
      if (to === undefined || partition === undefined) return false;
      to.partitions.push(structuredClone(partition));
      return true;
    },
  },
  {
    name: "a workload moved to another host",
    codes: ["claims", "over-capacity", "partition-differs"],
    apply: (d, pick) => {
      const [from, to] = [used(d)[pick(used(d).length)], used(d)[pick(used(d).length)]];
      if (from === undefined || to === undefined || from === to) return false;
      to.partitions.push(...from.partitions.splice(pick(from.partitions.length), 1));
      return true;
    },
  },
  {
    name: "everything moved to one host, figures forged to match nothing",
    codes: ["over-capacity"],
    apply: (d) => {
      const [first, ...rest] = used(d);
      if (first === undefined || rest.length === 0) return false;
      for (const host of rest) first.partitions.push(...host.partitions.splice(0));
      return first.partitions.length > 20;
    },
  },
  {
    name: "a rule broken",
    codes: ["breaks-rule"],
    apply: (d) => {
      const rule = d.request.rules.find((r) => r.kind === "apart");
      const [a, b] = (rule?.workloads ?? []).map((w) =>
        used(d).find((h) => h.partitions.some((p) => p.workload === w)),
      );
      const moved = a?.partitions.findIndex((p) => p.workload === rule?.workloads[0]) ?? -1;
      if (a === undefined || b === undefined || a === b || moved < 0) return false;
      b.partitions.push(...a.partitions.splice(moved, 1));
      return true;
    },
  },
  {
    name: "memory of a partition changed",
    codes: ["partition-differs"],
    apply: (d, pick) => {
      const host = used(d)[pick(used(d).length)];
      const partition = host?.partitions[pick(host.partitions.length)];
      if (partition === undefined) return false;
      partition.memoryMiB += 1;
      return true;
    },
  },
  {
    name: "memory of a workload changed in the request",
    codes: ["input-changed"],
    apply: (d, pick) => {
      const workload = d.request.workloads[pick(d.request.workloads.length)];
      if (workload === undefined) return false;
      workload.memoryMiB += 1;
      return true;
    },
  },
  {
    name: "a spare taken away",
    codes: ["spares"],
    apply: (d) => {
      const at = d.result.hosts.findIndex((h) => h.role === "spare");
      d.result.hosts.splice(at, 1);
      return at >= 0;
    },
  },
  {
    name: "a better bound claimed",
    codes: ["bound"],
    apply: (d) => {
      d.result.summary.bound.hosts += 1;
      return true;
    },
  },
  {
    name: "fewer watts claimed",
    codes: ["energy"],
    apply: (d) => {
      d.result.energy.after.meanW -= 1;
      return true;
    },
  },
  {
    name: "a host taken out of its rack",
    codes: ["room-missing"],
    apply: (d, pick) => {
      const racks = d.result.room?.racks ?? [];
      const rack = racks[pick(racks.length)];
      rack?.hosts.splice(pick(rack.hosts.length), 1);
      return rack !== undefined;
    },
  },
  {
    name: "less cooling claimed",
    codes: ["room"],
    apply: (d) => {
      if (d.result.room === undefined) return false;
      d.result.room.cooling.tons /= 2;
      return true;
    },
  },
  {
    name: "the room left out",
    codes: ["room"],
    apply: (d) => {
      delete d.result.room;
      return true;
    },
  },
  {
    name: "a licence less",
    codes: ["licences"],
    apply: (d) => {
      const [first] = d.result.licences?.after ?? [];
      if (first === undefined) return false;
      first.units -= 1;
      return true;
    },
  },
  {
    name: "a cheaper line",
    codes: ["money"],
    apply: (d, pick) => {
      const lines = d.result.money?.after.lines ?? [];
      const line = lines[pick(lines.length)];
      if (line !== undefined) line.total -= 1;
      return line !== undefined;
    },
  },
  {
    name: "a reason withheld",
    codes: ["no-reason"],
    apply: (d) => {
      const reason = d.result.unplaced[0]?.reasons[0];
      reason?.misfits.splice(0);
      return reason !== undefined;
    },
  },
];

describe("verify", () => {
  test.each(documents)("accepts an untouched plan", (document) => {
    expect(verify(document, CONTEXT)).toEqual({ ok: true, violations: [] });
  });

  test.each(DAMAGES)("rejects a plan after: $name", ({ apply, codes }) => {
    let occasions = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
        (original, picks) => {
          const document = structuredClone(original);
          const left = [...picks];
          if (!apply(document, (n) => (left.shift() ?? 0) % Math.max(1, n))) return;
          occasions++;
          const verdict = verify(document, CONTEXT);
          expect(verdict.ok).toBe(false);
          expect(verdict.violations.map((v) => v.code)).toEqual(
            expect.arrayContaining([expect.stringMatching(codes.join("|"))]),
          );
        },
      ),
      { numRuns: 15, seed: 5 },
    );
    expect(occasions).toBeGreaterThan(0);
  });
});
