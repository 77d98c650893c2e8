/** Small inventories and plans for the store's tests. */
import { Inventory, type PlanDocument, planGist } from "#planner/contract/index.ts";
import type { WrittenDocument } from "#store";
import { samplePlan } from "../../support/plan-document.ts";

/** An inventory of `count` workloads. */
export function inventoryOf(count: number): Inventory {
  return Inventory.parse({
    format: "test",
    files: ["estate.json"],
    workloads: Array.from({ length: count }, (_, i) => ({
      id: `w${i}`,
      name: `server ${i}`,
      os: { family: "linux", architecture: "x86-64" },
      vcpus: 2,
      memoryMiB: 2048.5,
    })),
    hosts: [],
    series: [],
    findings: [{ code: "noted", severity: "info", file: "estate.json" }],
  });
}

/** A plan of this name whose request carries at least `workloads` workloads beside the sample's own. */
export function planNamed(name: string, workloads = 0): PlanDocument {
  const { request, result } = samplePlan({ name });
  return { request: { ...request, workloads: [...request.workloads, ...inventoryOf(workloads).workloads] }, result };
}

/** A value's JSON, as stores take questions and documents. */
export const jsonOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** A plan as the thread that made it puts it in writing. */
export const writtenPlan = (id: string, createdAt: string): WrittenDocument => {
  const document = planNamed(id);
  return { kind: "plan", id, createdAt, gist: planGist(document), json: jsonOf(document) };
};
