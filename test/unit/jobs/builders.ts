/** Requests small enough to plan at once, and one that keeps a thread busy for a while. */
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { type Keep, type Task, documentIn, taskJson } from "#jobs";
import { type PlanContext, type PlanDocument, type PlanRequest, type PlanRequestInput, decodeRequest } from "#planner";

export const CONTEXT: PlanContext = { hostTypes: HOST_TYPES, platforms: PLATFORMS };

/** A plan to be made, as runners take it. */
export const planTask = (request: PlanRequest): Task => ({ kind: "plan", request });

/** The same in writing, as it is written down and as threads take it. */
export const planJson = (request: PlanRequest): Uint8Array => taskJson(planTask(request));

/** Keeps plans in a list, in the order they come, under ids that count up. */
export const keepingPlansIn =
  (kept: PlanDocument[]): Keep =>
  (made) => {
    if (made.kind === "plan") kept.push(documentIn(made) as PlanDocument);
    return Promise.resolve(`plan-${kept.length}`);
  };

type WorkloadInput = PlanRequestInput["workloads"][number];

/** Linux servers of different sizes; sizes follow from the index, so every run gets the same ones. */
export function servers(count: number): readonly WorkloadInput[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `server-${i}`,
    name: `server-${i}`,
    os: { family: "linux", architecture: "x86-32" } as const,
    vcpus: 1 + (i % 2),
    memoryMiB: 512 + 4 * ((i * 37) % 256),
  }));
}

/** Hourly CPU figures over a week, different for each server. */
const weekOf = (id: string, i: number) => ({
  workload: id,
  metric: "cpuCores" as const,
  start: "2006-01-02T00:00:00Z",
  slotMinutes: 60,
  values: Array.from({ length: 168 }, (_, hour) => 0.05 + 0.4 * Math.abs(Math.sin((hour + i * 5) / (3 + (i % 11))))),
});

export const TARGET = { platform: "esx-3.0", hostType: "hp-dl585-g1" };

/** A decoded request for `count` servers. */
export function requestFor(count: number, more: Partial<PlanRequestInput> = {}): PlanRequest {
  return decodeRequest({ name: "servers", workloads: servers(count), targets: [TARGET], ...more }, CONTEXT);
}

/** A request that takes seconds: thousands of servers, each with a week of its own. */
export function longRequest(count = 3000, more: Partial<PlanRequestInput> = {}): PlanRequest {
  const workloads = servers(count);
  return requestFor(count, { name: "long", series: workloads.map((workload, i) => weekOf(workload.id, i)), ...more });
}
