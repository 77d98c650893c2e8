/** Which plans a comparison is of: the ids in an address, looked up in their order. */
import type { Request } from "express";
import { InvalidInput, MOST_COMPARED } from "#planner/contract/index.ts";
import type { Sealed, StoredPlan } from "#store";
import { findPlan } from "./find.ts";
import type { Parts } from "./parts.ts";

/** The ids in ?id=…&id=…, as they stand; not texts are left out. */
export function idsIn(request: Request): readonly string[] {
  const asked: unknown = request.query["id"];
  const list: readonly unknown[] = Array.isArray(asked) ? asked : [asked];
  return list.filter((id): id is string => typeof id === "string" && id !== "");
}

const problem = (pointer: string, code: string, detail: string) => ({ pointer, code, detail });

/** 2 to 6 ids, each once. @throws InvalidInput */
export function comparedIds(request: Request): readonly string[] {
  const ids = idsIn(request);
  if (ids.length < 2 || ids.length > MOST_COMPARED)
    throw new InvalidInput([
      problem("/id", "out-of-range", `${ids.length} plans are named, expected 2 to ${MOST_COMPARED}`),
    ]);
  const twice = ids.flatMap((id, i) =>
    ids.indexOf(id) < i ? [problem(`/id/${i}`, "duplicate", `plan "${id}" is already /id/${ids.indexOf(id)}`)] : [],
  );
  if (twice.length > 0) throw new InvalidInput(twice);
  return ids;
}

/** Plans to ask the desk about, the first being what the others are set against. */
export type ComparedPlans = readonly (StoredPlan | Sealed)[];

/** These plans in their order. @throws Problem not-found */
export async function comparedPlans(parts: Parts, ids: readonly string[]): Promise<ComparedPlans> {
  const plans: (StoredPlan | Sealed)[] = [];
  for (const id of ids) plans.push(await findPlan(parts, id));
  return plans;
}
