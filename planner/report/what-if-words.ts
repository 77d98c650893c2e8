/** How what-ifs write values that were tried and losses that were played. */
import type { Failure } from "../what-if/index.ts";
import { counted, listed } from "./numbers.ts";

/** A value that was tried: a target by its id, with its most hosts as the command line writes them, anything else that is no text as JSON; "" where there is none. */
export function triedText(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(triedText).join(" + ");
  const { platform, hostType, maxHosts } = (value ?? {}) as Record<string, unknown>;
  if (typeof platform === "string" && typeof hostType === "string")
    return `${platform}@${hostType}${typeof maxHosts === "number" ? `:${maxHosts}` : ""}`;
  return JSON.stringify(value);
}

/** Names told of one loss; more are counted. */
export const MOST_LOSS_NAMES = 3;

/** What is lost: "any 2 hosts", or the places by name. */
export function lossText(failure: Failure): string {
  if ("places" in failure) return listed([...failure.places], MOST_LOSS_NAMES);
  return failure.count === 1 ? `any ${failure.each}` : `any ${counted(failure.count, failure.each)}`;
}
