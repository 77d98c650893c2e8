/** Times as pages show them: to the minute, in UTC. */

const MINUTE_LENGTH = "2026-01-05T14:00".length;

/** "2026-01-05 14:00 UTC". @param createdAt RFC 3339, UTC */
export const timeText = (createdAt: string): string => `${createdAt.slice(0, MINUTE_LENGTH).replace("T", " ")} UTC`;
