/** A bound by columns in a plan: told with the workloads' prices, checked by the verifier, refused when forged. */
import { expect, test } from "vitest";
import { type PlanDocument, decodeRequest, plan, verify } from "#planner";
import { loadSolver } from "#planner/pack/lp/index.ts";
import { CONTEXT, ask, cpu, vm } from "../../support/request.ts";

const GIB = 1024;

/** Three with much CPU and 55 GiB, three with little CPU and 70 GiB: no two share a host of 16 cores and 128 GiB. */
const request = decodeRequest(
  ask(
    [0, 1, 2, 3, 4, 5].map((i) =>
      vm(`vm-${i}`, {
        memoryMiB: (i < 3 ? 55 : 70) * GIB,
        vcpus: 16,
      }),
    ),
    {
      series: [0, 1, 2, 3, 4, 5].map((i) => cpu(`vm-${i}`, [i < 3 ? 8 : 3])),
      goals: { timeModel: "peak", simulatedHosts: 0, effortSeconds: 1 },
    },
  ),
  CONTEXT,
);

const document: PlanDocument = { request, result: plan(request, { ...CONTEXT, solver: await loadSolver() }) };

test("is told with prices that add up to it, and passes the verifier, which needs no solver", () => {
  const { bound, hostsUsed } = document.result.summary;
  expect({ hosts: bound.hosts, kind: bound.kind, hostsUsed }).toEqual({ hosts: 6, kind: "columns", hostsUsed: 6 });
  const sum = Object.values(bound.prices ?? {}).reduce((total, price) => total + price, 0);
  expect(Math.ceil(sum - 1e-6)).toBe(6);
  expect(document.result.status).toBe("optimal");
  expect(document.result.search.ended).toBe("proved");
  expect(verify(document, CONTEXT)).toEqual({ ok: true, violations: [] });
});

test("is refused when a price is too high or the bound is not what the prices prove", () => {
  const { summary } = document.result;
  const forged = (bound: typeof summary.bound): PlanDocument => ({
    request,
    result: { ...document.result, summary: { ...summary, bound } },
  });
  const dear = forged({ ...summary.bound, prices: { ...summary.bound.prices, "vm-0": 1.5 } });
  const high = forged({ ...summary.bound, hosts: 7 });
  for (const wrong of [dear, high])
    expect(verify(wrong, CONTEXT).violations.some(({ code }) => code === "bound")).toBe(true);
});
