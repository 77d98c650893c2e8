/**
 * Room that is there, but in pieces: what a workload claims is free over all hosts of a target, yet on none of them enough.
 * Only amounts that stay the same over time are looked at; of those that vary, each host has another slot that binds.
 */
import type { Misfit } from "#models/partitioning/index.ts";
import type { PlanHost } from "./contract/index.ts";
import { claimsOn } from "./hosts.ts";
import { amount } from "./rounding.ts";
import type { Estate } from "./size/index.ts";

const SLACK = 1e-6;
const SOURCE = { kind: "derived", from: "what the hosts of this plan have left" } as const;

/**
 * Resources of which the hosts together have enough left for the workload and none alone. Empty for a single host.
 * @param at.w index into `estate.workloads`
 * @param at.t index into `estate.targets`, the target of all the hosts
 * @param hosts hosts in use; O(hosts × resources)
 */
export function fragmented(
  estate: Estate,
  at: { readonly w: number; readonly t: number },
  hosts: readonly PlanHost[],
): readonly Misfit[] {
  if (hosts.length < 2) return [];
  return Object.entries(claimsOn(estate, [at.w], at.t)).flatMap(([resource, { used: needs }]): readonly Misfit[] => {
    const left = hosts.map(({ claims }) => {
      const claim = claims[resource];
      return claim === undefined ? 0 : Math.max(0, claim.of - claim.used);
    });
    const has = left.reduce((most, piece) => Math.max(most, piece), 0);
    const free = left.reduce((sum, piece) => sum + piece, 0);
    if (needs <= has + SLACK || needs > free + SLACK) return [];
    return [
      {
        code: "fragmented",
        resource,
        needs,
        has: amount(has),
        free: amount(free),
        machines: hosts.length,
        rule: `capacity.${resource}`,
        source: SOURCE,
      },
    ];
  });
}
