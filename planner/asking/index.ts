/**
 * Front door for who takes questions and tells of answers, and plans nothing itself, as a server's own thread: none of it
 * loads the search. With the contract it is what the pages and the API need of the planner.
 */
export { plannedLike, requestLike } from "../again/index.ts";
export { circuitOf } from "../circuit-text.ts";
export { comparisonOf } from "../comparison/index.ts";
export { LicenceRuleListing, licenceRuleListings } from "../cost/licences/index.ts";
export { decodeRequest } from "../decode.ts";
export { demandOf } from "../demand-of.ts";
export { Growth } from "../forecast/growth.ts";
export { memoryNeed, refuseOverMemory } from "../memory-need.ts";
export { PLAN_FIGURE_NAMES } from "../plan-figures.ts";
export { requestOf } from "../request-of.ts";
export { hostTitle } from "../size/index.ts";
export { simulationOfHost } from "../simulate/of-plan.ts";
export { decodeSimulation } from "../simulate/simulate.ts";
export { suggestTarget } from "../suggest-target.ts";
export { rowDifference } from "../what-if/difference.ts";
export { Failure } from "../what-if/failures.ts";
export { Sample, Scenario, isDrawn } from "../what-if/scenario.ts";
export { requestFor, variantsOf } from "../what-if/variants.ts";
