/** The door for programs: the same bytes as the command line gives, errors with pointers, and the example runs. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import {
  InvalidInput,
  type PlanDocument,
  type PlanRequestInput,
  type WhatIfResult,
  plan,
  simulate,
  whatIf,
} from "hostwright";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { ROOT, answered } from "./cli/hostwright.ts";

const example = (name: string): unknown => parse(readFileSync(path.join(ROOT, "examples", name), "utf8"));
const request = example("request.yaml") as PlanRequestInput;

const problemsOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  return error instanceof InvalidInput ? error.problems : error;
};

describe("the library", () => {
  it("plans the example to the bytes that the command line prints", async () => {
    const printed = await answered(["plan", path.join(ROOT, "examples", "request.yaml"), "--json"]);
    const { result } = JSON.parse(printed.stdout) as PlanDocument;
    expect(JSON.stringify(await plan(request))).toBe(JSON.stringify(result));
  });

  it("answers a what-if as the command line does, on any number of threads", async () => {
    const file = path.join(ROOT, "examples", "what-if.yaml");
    const printed = await answered(["what-if", file, "--json"]);
    const scenario = { ...(example("what-if.yaml") as object), request: { ...request } };
    const told: number[] = [];
    const made = await whatIf(scenario, { threads: 2, progress: (done) => told.push(done) });
    expect(JSON.stringify(made)).toBe(printed.stdout.trimEnd());
    expect(told).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });

  it("ends a what-if with the rows that are done when it is aborted", async () => {
    const scenario = {
      request: { ...request },
      vary: { "/goals/growthPercent": Array.from({ length: 500 }, (_, i) => i) },
    };
    const stop = new AbortController();
    const made: WhatIfResult = await whatIf(scenario, {
      threads: 1,
      signal: stop.signal,
      progress: (done) => done === 3 && stop.abort(),
    });
    expect(made.isComplete).toBe(false);
    expect(made.rows.length).toBeGreaterThanOrEqual(3);
    expect(made.rows.length).toBeLessThan(500);
    const none = await whatIf(scenario, { signal: AbortSignal.abort() });
    expect([none.isComplete, none.rows]).toEqual([false, []]);
  });

  it("simulates a host, the same twice", async () => {
    const asked = {
      host: "hp-dl585-g1",
      platform: "xen-3.0.4",
      durationSeconds: 2,
      guests: [{ id: "g", vcpus: 1, memoryMiB: 512, behaviour: "batch" }],
    };
    const [first, second] = [await simulate(asked), await simulate(asked)];
    expect(first.guests.map(({ id }) => id)).toContain("g");
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  });

  it("refuses bad questions and options with place, value and bound", async () => {
    expect(await problemsOf(plan({ ...request, seed: -1 }))).toMatchObject([{ pointer: "/seed" }]);
    expect(await problemsOf(simulate({ host: "no-such", platform: "xen-3.0.4", guests: [] }))).not.toHaveLength(0);
    expect(await problemsOf(whatIf({ request: { ...request } }, { threads: 65 }))).toMatchObject([
      { detail: "threads is 65: it must be a whole number from 1 to 64" },
    ]);
    expect(await problemsOf(plan(request, { timeSeconds: -1 }))).toMatchObject([
      { detail: "timeSeconds is -1: it must be at least 0" },
    ]);
  });

  it("runs the example script", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(ROOT, "examples", "library.ts")], {
      cwd: "/",
    });
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^(optimal|feasible): 4 workloads on \d host, \d+ W at peak$/);
    expect(lines.slice(1, 3).map((line) => line.replace(/[\d.]+ hosts/, "N hosts"))).toEqual([
      "growth 0%: N hosts on average",
      "growth 400%: N hosts on average",
    ]);
    expect(lines[3]).toBe("Domain-0, nightly-1, nightly-2: simulated for 5 s");
    expect(lines[4]).toContain('/targets/0/platform: no platform "esx-3,0"; did you mean "esx-3.0"?');
  });
});
