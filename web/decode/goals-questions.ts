/** The posted goals page as questions: one for all targets, or one for each of them, to be compared side by side. */
import {
  InvalidInput,
  type InputProblem,
  type Inventory,
  MOST_COMPARED,
  type PlanRequest,
  type PlanRequestInput,
  targetId,
} from "#planner/contract/index.ts";
import { type FormFields, isTicked } from "./form-fields.ts";
import { goalsInput, postedGoals } from "./goals-form.ts";
import { type Room, planRequest } from "./plan-request.ts";
import { rowsInQuery, targetsOf } from "./target-rows.ts";

/** The field that asks for one plan per target. */
export const EACH_TARGET = "eachTarget";

/** Decoded questions, at least one, or everything that is wrong: unreadable fields and refused values together. */
export type Decoded =
  | {
      readonly requests: readonly PlanRequest[];
      /** All of it as one request without what the inventory brings, not decoded. */
      readonly wishes: Rest;
      readonly timeSeconds?: number;
    }
  | { readonly problems: readonly InputProblem[] };

const MOST_NAME = 200;

type Target = PlanRequestInput["targets"][number];
type Rest = Readonly<Record<string, unknown>>;

/** The same wishes for one target alone, under a name that tells it. */
function forOne(rest: Rest, target: Target): Rest {
  const id = targetId(target);
  const name = typeof rest["name"] === "string" ? `${rest["name"]}: ${id}` : id;
  return { ...rest, name: name.slice(0, MOST_NAME), targets: [target] };
}

type Outcome = { readonly request: PlanRequest } | { readonly problems: readonly InputProblem[] };

function outcomeOf(work: () => PlanRequest): Outcome {
  try {
    return { request: work() };
  } catch (error) {
    if (error instanceof InvalidInput) return { problems: error.problems };
    throw error;
  }
}

/** Problems of all questions, each once; one that not all of them have says whose it is. */
function merged(outcomes: readonly Outcome[], targets: readonly Target[]): readonly InputProblem[] {
  const whose = new Map<string, { readonly problem: InputProblem; readonly of: number[] }>();
  outcomes.forEach((outcome, i) => {
    for (const problem of "problems" in outcome ? outcome.problems : []) {
      const key = JSON.stringify([problem.pointer, problem.detail]);
      const known = whose.get(key);
      if (known === undefined) whose.set(key, { problem, of: [i] });
      else known.of.push(i);
    }
  });
  return [...whose.values()].map(({ problem, of }) => {
    const names = of.flatMap((i) => targets[i] ?? []).map(targetId);
    return of.length === outcomes.length ? problem : { ...problem, detail: `${problem.detail} (${names.join(", ")})` };
  });
}

function tooMany(count: number): readonly InputProblem[] {
  const detail = `${count} targets are chosen; at most ${MOST_COMPARED} plans can stand side by side`;
  return count > MOST_COMPARED ? [{ pointer: "/targets", code: "out-of-range", detail }] : [];
}

/** Decode the posted page for this inventory. */
export function questionsIn(fields: FormFields, inventory: Inventory, room: Room): Decoded {
  const { targets } = targetsOf(rowsInQuery(fields));
  const { rest, problems, timeSeconds } = goalsInput(postedGoals(fields));
  const isEach = isTicked(fields, EACH_TARGET) && targets.length > 1;
  const many = isEach ? tooMany(targets.length) : [];
  const wishes = { ...rest, targets };
  const asked = isEach && many.length === 0 ? targets.map((target) => forOne(rest, target)) : [wishes];
  const outcomes = asked.map((wish) => outcomeOf(() => planRequest(inventory, wish, room)));
  const unread = new Set(problems.map(({ pointer }) => pointer));
  const refused = merged(outcomes, targets).filter(({ pointer }) => !unread.has(pointer));
  const wrong = [...many, ...problems, ...refused];
  if (wrong.length > 0) return { problems: wrong };
  const requests = outcomes.flatMap((outcome) => ("request" in outcome ? [outcome.request] : []));
  return timeSeconds === undefined ? { requests, wishes } : { requests, wishes, timeSeconds };
}
