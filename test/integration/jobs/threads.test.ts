/** The runner over threads of this process: what every runner does, and what is its own. */
import { afterEach, describe, expect, it } from "vitest";
import {
  type Job,
  type Keep,
  type Made,
  type Runner,
  documentIn,
  packingContext,
  threadRunner,
  unrecorded,
} from "#jobs";
import { Scenario, whatIf } from "#planner";
import { runnerConformance } from "../../support/runner-conformance.ts";
import { TARGET, longRequest, planTask, requestFor, servers } from "../../unit/jobs/builders.ts";

const open: Runner[] = [];
afterEach(() => Promise.all(open.splice(0).map((runner) => runner.close())));

type Options = Partial<Parameters<typeof threadRunner>[0]> & { readonly keep?: Keep };

function runnerOf({ keep, ...options }: Options = {}): { runner: Runner; kept: Made[] } {
  const kept: Made[] = [];
  const keeping: Keep = (made) => Promise.resolve(`made-${kept.push(made)}`);
  const runner = threadRunner({ journal: unrecorded(keep ?? keeping), concurrency: 1, ...options });
  open.push(runner);
  return { runner, kept };
}

runnerConformance("threads", ({ failsFirst, ...options }) => {
  const kept = new Map<string, Made>();
  let failures = failsFirst === true ? 1 : 0;
  const keep: Keep = (made) => {
    if (failures-- > 0) return Promise.reject(new Error("disk is full"));
    const id = `made-${kept.size}`;
    kept.set(id, made);
    return Promise.resolve(id);
  };
  const { runner } = runnerOf({ keep, ...options });
  return Promise.resolve({
    runner,
    made: ({ resultId = "" }: Job) => {
      const made = kept.get(resultId);
      return Promise.resolve(made === undefined ? undefined : documentIn(made));
    },
    plans: () => Promise.resolve([...kept.values()].flatMap((made) => (made.kind === "plan" ? made.gist.name : []))),
    close: () => runner.close(),
  });
});

describe("the thread runner", () => {
  it("plans a what-if in two threads: the very bytes of whatIf()", async () => {
    const { runner, kept } = runnerOf({ threadsPerJob: 2 });
    const scenario = Scenario.parse({
      name: "growth",
      request: { name: "servers", workloads: servers(20), targets: [TARGET] },
      vary: { "/goals/spareHosts": [0, 1, 2] },
    });
    await runner.finished((await runner.submit({ kind: "what-if", request: scenario })).id);
    const result = whatIf(scenario, await packingContext());
    expect(kept.map(({ kind }) => kind)).toEqual(["what-if"]);
    expect(kept.map(({ json }) => new TextDecoder().decode(json))).toEqual([JSON.stringify({ scenario, result })]);
  });

  it("starts a job at once where a thread is free", async () => {
    const { runner } = runnerOf();
    const states = [await runner.submit(planTask(requestFor(30))), await runner.submit(planTask(requestFor(30)))];
    expect(states.map(({ state }) => state)).toEqual(["running", "queued"]);
  });

  it("cancels what runs and what waits when it is closed and nothing is written down", async () => {
    const { runner } = runnerOf();
    const ids = [
      (await runner.submit(planTask(longRequest(500, { goals: { effortSeconds: 600 } })))).id,
      (await runner.submit(planTask(requestFor(4)))).id,
    ];
    await runner.close();
    expect(ids.map((id) => runner.get(id)?.state)).toEqual(["cancelled", "cancelled"]);
  });
});
