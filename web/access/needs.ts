/**
 * What each address needs, in one table: reading needs a viewer, everything else a planner, and what is listed here is
 * otherwise. A route that nobody thought of is therefore closed, not open.
 */
import type { Role } from "#accounts";

/** Who may: a role, or anyone at all. */
export type Need = Role | "anyone";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Addresses with a need of their own; the first that fits counts. Paths are compared as the router does: whatever the case. */
export const EXCEPTIONS: readonly { readonly path: RegExp; readonly need: Need; readonly because: string }[] = [
  { path: /^\/(?:healthz|readyz)$/i, need: "anyone", because: "whatever watches the server has no account" },
  { path: /^\/metrics$/i, need: "admin", because: "figures tell how others use the server" },
  { path: /^\/accounts$/i, need: "admin", because: "names of people and of their keys" },
  { path: /^\/(?:login|logout)$/i, need: "anyone", because: "that is where one becomes known" },
  {
    path: /^\/s\/[^/]+(?:\/(?:comparison|plan|simulation|what-if))?$/i,
    need: "anyone",
    because: "a share's address is its own right",
  },
  { path: /^\/problems\/[\w-]+$/i, need: "anyone", because: "refusals point there" },
];

/** What a request needs. @param path as the router sees it, without query */
export function needOf(method: string, path: string): Need {
  // "/login/" is the same route to the router
  const plain = path.length > 1 ? path.replace(/\/+$/, "") : path;
  const exception = EXCEPTIONS.find((one) => one.path.test(plain));
  return exception?.need ?? (READING.has(method) ? "viewer" : "planner");
}
