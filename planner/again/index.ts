/** Front door of planning again: the request of a plan with a newer estate. */
export { type PlannedBefore, PLANNED_LIKE, plannedLike, requestLike } from "./request-like.ts";
