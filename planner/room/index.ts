/** Front door of the room of racks: hosts into racks, the facts that rests on, and the judge. */
export { type RoomCapacity, circuitWatts, roomCapacity, roomProblems } from "./capacity.ts";
export * from "./facts.ts";
export { type RackOptions, type RackedRoom, rackHosts } from "./rack-hosts.ts";
export * from "./rack-names.ts";
export type { HostToRack } from "./standing.ts";
export type { RoomQuestion, RoomViolation } from "./judged-room.ts";
export { roomViolations } from "./room-violations.ts";
