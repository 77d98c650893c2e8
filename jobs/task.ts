/**
 * What a job can be asked to do: three kinds of question. A question is as large as its estate, so it goes about in
 * writing: written once, where it was decoded, and read by the thread that works on it. Between them nobody builds it.
 */
import type { PlanRequest, Scenario, SimulationRequest } from "#planner";
import { bytesOf, valueOf } from "./json-bytes.ts";

interface PlanTask<R> {
  readonly kind: "plan";
  readonly request: R;
  /** Seconds after which the search ends with its best so far; left out = only the request's effort ends it. */
  readonly timeSeconds?: number;
}

interface SimulationTask<R> {
  readonly kind: "simulation";
  readonly request: R;
}

interface WhatIfTask<R> {
  readonly kind: "what-if";
  readonly request: R;
  /** Seconds after which it ends with the rows that are done; left out = no limit. */
  readonly timeSeconds?: number;
}

/** A question, its request decoded. */
export type Task = PlanTask<PlanRequest> | SimulationTask<SimulationRequest> | WhatIfTask<Scenario>;

/** The kinds of {@link Task}. */
export const TASK_KINDS = ["plan", "simulation", "what-if"] as const satisfies readonly Task["kind"][];

/** A decoded request in writing. */
export interface WrittenRequest {
  readonly name: string;
  /** Its JSON in UTF-8. */
  readonly json: Uint8Array;
}

/** A question, its request in writing. */
export type WrittenTask = PlanTask<WrittenRequest> | SimulationTask<WrittenRequest> | WhatIfTask<WrittenRequest>;

/** A question as runners take it. */
export type AnyTask = Task | WrittenTask;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Put a decoded request in writing. */
export const written = (request: { readonly name: string }): WrittenRequest => ({
  name: request.name,
  json: bytesOf(request),
});

const isWritten = (request: AnyTask["request"]): request is WrittenRequest => "json" in request;

/** The whole question as JSON in UTF-8. */
export function taskJson(task: AnyTask): Uint8Array {
  const { request, ...rest } = task;
  const { json } = isWritten(request) ? request : written(request);
  const head = utf8(`${JSON.stringify(rest).slice(0, -1)},"request":`);
  const whole = new Uint8Array(head.length + json.length + 1);
  whole.set(head);
  whole.set(json, head.length);
  whole.set(utf8("}"), head.length + json.length);
  return whole;
}

/** Read a question that {@link taskJson} wrote. */
export const taskIn = (json: Uint8Array): Task => valueOf(json) as Task;
