/** Questions in writing: read back they are what was asked, whoever wrote the request down. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Task, documentIn, madePlan, taskIn, taskJson, written } from "#jobs";
import { samplePlan } from "../../support/plan-document.ts";
import { planTask, requestFor } from "./builders.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it("a question is one JSON object: kind, limit, and its request as it was decoded", () => {
  const request = requestFor(2, { name: 'Ålesund "東京" 🏢' });
  const task: Task = { kind: "plan", request, timeSeconds: 5 };
  expect(text(taskJson(task))).toBe(`{"kind":"plan","timeSeconds":5,"request":${JSON.stringify(request)}}`);
  expect(taskIn(taskJson(task))).toEqual(task);
});

it("a request that is in writing already gives the same bytes", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("plan", "what-if", "simulation"),
      fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined }),
      fc.string({ unit: "grapheme" }),
      (kind, timeSeconds, name) => {
        const limit = kind === "simulation" || timeSeconds === undefined ? {} : { timeSeconds };
        const task = { kind, request: { ...requestFor(1), name }, ...limit } as Task;
        const bytes = taskJson({ ...task, request: written(task.request) });
        expect(text(bytes)).toBe(text(taskJson(task)));
        expect(taskIn(bytes)).toEqual(task);
      },
    ),
    { seed: 7, numRuns: 100 },
  );
});

it("a question that was stored with its limit at the end is read as well", () => {
  const task = { ...planTask(requestFor(2)), timeSeconds: 9 };
  expect(taskIn(new TextEncoder().encode(JSON.stringify(task)))).toEqual(task);
});

it("a plan in writing is its document, with what lists and its job show", () => {
  const document = samplePlan();
  const made = madePlan(document);
  expect(documentIn(made)).toEqual(document);
  const { hostsUsed, bound, gapRatio, workloads, unplaced } = document.result.summary;
  expect(made.figures).toEqual({ hosts: hostsUsed, bound: bound.hosts, gapRatio });
  expect(made.gist).toMatchObject({ name: document.result.name, hostsUsed, workloads, unplaced });
});
