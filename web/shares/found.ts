/** What a subject names, looked up: the thing itself, whoever asks. */
import type { Sealed, StoredPlan, StoredShare, StoredSimulation } from "#store";
import { type ComparedPlans, comparedPlans } from "../compared-plans.ts";
import { type FoundWhatIf, findPlan, findSimulation, findWhatIf } from "../find.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { noSuchShare, shareOfSecret } from "./shares.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** One of the things that can be shared. */
export type Found =
  | { readonly kind: "plan"; readonly plan: StoredPlan | Sealed }
  | { readonly kind: "simulation"; readonly simulation: StoredSimulation }
  | { readonly kind: "what-if"; readonly whatIf: FoundWhatIf }
  | { readonly kind: "comparison"; readonly plans: ComparedPlans };

/** @throws Problem not-found */
export async function found(parts: Parts, { kind, ids }: Subject): Promise<Found> {
  const [id = ""] = ids;
  switch (kind) {
    case "plan":
      return { kind, plan: await findPlan(parts, id) };
    case "simulation":
      return { kind, simulation: await findSimulation(parts, id) };
    case "what-if":
      return { kind, whatIf: await findWhatIf(parts, id) };
    case "comparison":
      return { kind, plans: await comparedPlans(parts, ids) };
  }
}

/** How a page names it. */
export async function nameOf({ desk }: Parts, one: Found): Promise<string> {
  switch (one.kind) {
    case "plan":
      return await desk.ask("planName", [one.plan], undefined);
    case "simulation":
      return one.simulation.document.result.name;
    case "what-if":
      return one.whatIf.document.result.name;
    case "comparison":
      return `the comparison of ${(await Promise.all(one.plans.map((plan) => desk.ask("planName", [plan], undefined)))).join(", ")}`;
  }
}

/** What a secret opens. @throws Problem not-found, alike whatever keeps it from being opened */
export async function opened(
  parts: Parts,
  secret: string,
): Promise<{ readonly share: StoredShare; readonly one: Found }> {
  const share = await shareOfSecret(parts.store, secret);
  const subject = subjectOf(share.subject);
  if (subject === undefined) throw noSuchShare();
  try {
    return { share, one: await found(parts, subject) };
  } catch (error) {
    // which of a comparison's plans is gone is not for strangers
    throw error instanceof Problem && error.key === "not-found" ? noSuchShare() : error;
  }
}
