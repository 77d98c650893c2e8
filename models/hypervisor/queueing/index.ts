/** Front door of the queueing closed forms: what the event core is tested against, and what the planner estimates with. */
export { type ClosedClass, type ClosedResult, exactMva, schweitzerMva } from "./closed-network.ts";
export { type RoundRobin, type Window, longestWindowGap, roundRobinGap, roundRobinWait, usefulRatio } from "./gaps.ts";
export {
  type ManyServers,
  erlangB,
  erlangC,
  mmcResponse,
  mmcWait,
  mmcWaitQuantile,
  sakasegawaWait,
} from "./many-servers.ts";
export {
  type OneServer,
  mg1Wait,
  mm1InSystem,
  mm1LossRatio,
  mm1Response,
  mm1ResponseQuantile,
  psResponse,
  utilizationRatio,
} from "./one-server.ts";
export { type PriorityClass, nonPreemptiveWaits, preemptiveResponses } from "./priority.ts";
export { type SharedGuest, attainableCpus, responseUnderShare } from "./response-under-share.ts";
export { type Scalability, peakProcessors, scaledThroughput } from "./scalability.ts";
export { type WeightedClass, weightedSharingResponses } from "./weighted-sharing.ts";
