/**
 * Pools inside pools, solved from the top down: a pool claims like a guest, and what it gets is the capacity of its
 * members. Resource pools, several shared processor pools, an operating system's guests inside a logical partition.
 * Each level keeps its own rule, floor and limit. Excess goes first to the members of the pool that left it over (it is
 * part of the pool's floor), then to other pools up to their limits, because a pool demands no more than its members use.
 */
import type { Claim, ShareRule } from "./claim.ts";

/** A pool: a claim on the level above, and members that share what it gets. */
export interface SharePool extends Omit<Claim, "demandCpus" | "vcpus"> {
  /** How the members share the pool's CPUs. */
  readonly rule: ShareRule;
  readonly members: readonly ShareNode[];
}

export type ShareNode = Claim | SharePool;

/** CPUs of a node; a pool also has its members' shares, in their order. */
export interface NodeShare {
  readonly cpus: number;
  readonly members?: readonly NodeShare[];
}

const isPool = (node: ShareNode): node is SharePool => "members" in node;

/**
 * Shares of every node of a tree whose root has `capacityCpus` (bounded by the root's limit; its weight and floor have
 * nobody to compete with). Throws what the rules throw. O(depth × n log n).
 * @param capacityCpus CPUs of the machine, ≥ 0, finite
 */
export function poolShares(capacityCpus: number, root: SharePool): NodeShare {
  return share(Math.min(capacityCpus, root.limitCpus), root, root.members.map(asClaim));
}

/** Shares of the guests alone, in the order in which they are met (depth first). */
export function guestShares(share: NodeShare): Float64Array {
  const guests = (node: NodeShare): readonly number[] => node.members?.flatMap(guests) ?? [node.cpus];
  return Float64Array.from(guests(share));
}

function share(capacityCpus: number, pool: SharePool, claims: readonly Claim[]): NodeShare {
  const shares = pool.rule(capacityCpus, claims);
  const members = pool.members.map((member, i): NodeShare => {
    const cpus = shares[i] ?? 0;
    return isPool(member) ? share(cpus, member, member.members.map(asClaim)) : { cpus };
  });
  return { cpus: shares.reduce((sum, cpus) => sum + cpus, 0), members };
}

/** A pool seen from above: it demands what its rule would give its members if CPUs were no object. */
function asClaim(node: ShareNode): Claim {
  if (!isPool(node)) return node;
  const claims = node.members.map(asClaim);
  const plenty = claims.reduce((sum, claim) => sum + claim.vcpus, 0);
  const demandCpus = node.rule(plenty, claims).reduce((sum, cpus) => sum + cpus, 0);
  return { ...node, demandCpus, vcpus: demandCpus };
}
