/**
 * Losses played on a finished plan: named hosts, racks or sites at once, or each of them one after the other. What ran
 * there restarts on the other hosts and on spares, within limits and rules, while nobody else moves.
 */
import { z } from "zod";
import { standsIn } from "../constrain/index.ts";
import type { PlanContext } from "../context.ts";
import { Name, type PlanCore, type PlanRequest, SCOPES, hostIdOf } from "../contract/index.ts";
import { playLoss } from "../fail-over.ts";
import { formulate } from "../formulate.ts";
import type { SpareBin } from "../pack/index.ts";
import { type Estate, sizeEstate } from "../size/index.ts";

const MOST_FAILURES = 100;
const MOST_PLACES = 1000;
/** Strandings told per failure; more say nothing new. */
const MOST_TOLD = 20;

export const Failure = z
  .union([
    /** Hosts ("vsphere-8@r740/3", "…/3-8"), targets, or named places of the request: all of them at once. */
    z.strictObject({ places: z.array(Name).min(1).max(MOST_PLACES) }),
    /** Each host, rack or site, one after the other; `count` = so many at once, in every combination. */
    z.strictObject({ each: z.enum(SCOPES), count: z.int().min(1).max(10).default(1) }),
  ])
  .meta({ id: "Failure" });
export type Failure = z.infer<typeof Failure>;

export const Failures = z.array(Failure).max(MOST_FAILURES).default([]);

/** What one failure comes to. */
export interface FailureResult {
  readonly failure: Failure;
  /** Losses played; 0 = no host of the plan stands there. */
  readonly cases: number;
  /** False: there are more combinations than were played, and the fullest were. */
  readonly isComplete: boolean;
  /** Of the losses played, the one that strands most, then that loses most hosts. */
  readonly worst?: {
    readonly lost: readonly string[];
    readonly restarted: number;
    readonly stranded: number;
  };
  /** Losses that leave workloads without a place, most first, the first twenty. */
  readonly strandings: readonly { readonly lost: readonly string[]; readonly workloads: readonly string[] }[];
}

/** The host of a target by index and number, as plans name it. */
const nameOf =
  (estate: Estate) =>
  ({ type, number }: SpareBin): string =>
    hostIdOf(estate.targets[type]?.id ?? "", number);

function played(
  failure: Failure,
  estate: Estate,
  play: (loss: Parameters<typeof playLoss>[2]["loss"]) => ReturnType<typeof playLoss>,
): FailureResult {
  const name = nameOf(estate);
  const { places: groups } = estate.request;
  const book = groups === undefined ? {} : { groups };
  const found =
    "places" in failure
      ? play({ lose: "host", count: 1, these: (host) => standsIn(name(host), failure.places, book) })
      : play({ lose: failure.each, count: failure.count });
  const strandedIn = new Map(found.strandings.map(({ lost, items }) => [lost.map(name).join(), items]));
  const cases = found.restarts
    .filter(({ lost }) => lost.length > 0)
    .map(({ lost, put }) => {
      const hosts = lost.map(name);
      return { lost: hosts, restarted: put.length, items: strandedIn.get(hosts.join()) ?? [] };
    })
    .toSorted((a, b) => b.items.length - a.items.length || b.lost.length - a.lost.length || b.restarted - a.restarted);
  const [worst] = cases;
  return {
    failure,
    cases: cases.length,
    isComplete: found.isComplete,
    ...(worst && { worst: { lost: worst.lost, restarted: worst.restarted, stranded: worst.items.length } }),
    strandings: cases
      .filter(({ items }) => items.length > 0)
      .slice(0, MOST_TOLD)
      .map(({ lost, items }) => ({ lost, workloads: items.map((item) => estate.workloads[item]?.workload.id ?? "") })),
  };
}

/** Play failures on a plan of a decoded request. */
export function failuresOf(
  { request, result }: { readonly request: PlanRequest; readonly result: Pick<PlanCore, "hosts"> },
  failures: readonly Failure[],
  context: PlanContext,
): readonly FailureResult[] {
  const estate = sizeEstate(request, context);
  const problem = formulate(estate);
  return failures.map((failure) =>
    played(failure, estate, (loss) => playLoss(estate, problem, { hosts: result.hosts, loss })),
  );
}
