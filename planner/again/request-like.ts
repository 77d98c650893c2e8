/**
 * Planning again: the request of an earlier plan, with the same estate or a newer inventory. Targets, goals, rules,
 * licences, facility and money stay; what names workloads that are gone is cut down to those that are left, and told as
 * findings: an estate loses workloads between any two inventories, and a plan that is refused for that helps nobody.
 */
import type { Finding, Inventory, PlanRequest, PlanRequestInput } from "../contract/index.ts";
import { requestOf } from "../request-of.ts";
import { remainingLicences, remainingPlaces, remainingRules } from "./remaining.ts";

/** The plan that is planned again. */
export interface PlannedBefore {
  readonly id: string;
  readonly request: PlanRequest;
}

/** Code of the finding that names the earlier plan: its subject is the plan's id, its raw text the plan's name. */
export const PLANNED_LIKE = "planned-like";

const MOST_TEXT = 200;
/** As many as a request may carry. */
const MOST_FINDINGS = 200_000;

const likeFinding = ({ id, request }: PlannedBefore): Finding => ({
  code: PLANNED_LIKE,
  severity: "info",
  file: "",
  subject: id.slice(0, MOST_TEXT),
  raw: request.name.slice(0, MOST_TEXT),
});

/** Those that the inventory does not bring itself, by id: its own words for a rule or a place win over the plan's. */
function notIn<T extends { readonly id: string }>(
  list: readonly T[],
  own: readonly { readonly id: string }[] = [],
): T[] {
  const ids = new Set(own.map(({ id }) => id));
  return list.filter(({ id }) => !ids.has(id));
}

/** The id of the plan that this request was made like, or undefined. */
export const plannedLike = ({ findings }: Pick<PlanRequest, "findings">): string | undefined =>
  findings.find(({ code }) => code === PLANNED_LIKE)?.subject;

/**
 * The request, still to be decoded. Findings are no part of the question: with the same estate it is the same one, and
 * has the same hash.
 * @param inventory left out = the same estate
 */
export function requestLike(before: PlannedBefore, inventory?: Inventory): PlanRequestInput {
  const { workloads: _workloads, hosts: _hosts, series: _series, findings, ...rest } = before.request;
  const like = likeFinding(before);
  if (inventory === undefined) {
    const others = findings.filter(({ code }) => code !== PLANNED_LIKE);
    return { ...before.request, findings: [like, ...others].slice(0, MOST_FINDINGS) };
  }
  const known = new Set(inventory.workloads.map(({ id }) => id));
  const rules = remainingRules(rest.rules, known);
  const licences = remainingLicences(rest.licences, inventory.workloads);
  const current = remainingPlaces(rest.current, known);
  const told = [like, ...rules.findings, ...licences.findings, ...current.findings];
  const wishes = {
    ...rest,
    rules: notIn(rules.left, inventory.rules),
    ...(rest.places === undefined ? {} : { places: notIn(rest.places, inventory.places) }),
    licences: licences.left,
    ...(current.left === undefined ? {} : { current: current.left }),
  };
  const all = [...told, ...inventory.findings].slice(0, MOST_FINDINGS);
  return requestOf({ ...inventory, findings: all }, wishes);
}
