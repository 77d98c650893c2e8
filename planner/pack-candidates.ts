/**
 * One packing for each way to state the objective, and the best finished plan of them: most workloads placed, then
 * promises kept, then what the plan reaches, reckoned from its hosts. Ties go to the first. With one way only, that one.
 */
import type { PlanHost } from "./contract/index.ts";
import { type Survivable, packSurviving } from "./fail-over.ts";
import { planHosts } from "./hosts.ts";
import { type Aims, type Candidate, objectiveValues } from "./objective/index.ts";
import { type PackOptions, type PackProblem, type Packer, isCheaper, pricedPacker } from "./pack/index.ts";
import { seatsOf } from "./reasons.ts";
import { amount } from "./rounding.ts";
import { unmetRules } from "./unmet.ts";

/** What is to be packed, and how. */
export interface CandidateQuestion {
  readonly aims: Aims;
  readonly problem: PackProblem;
  /** Empty = for hosts alone. */
  readonly candidates: readonly Candidate[];
  /** Packs for hosts. */
  readonly packer: Packer;
  /** The effort is for all of them together. */
  readonly options: PackOptions;
}

/** A way that was packed, and the value of the plan's first objective (or weighed sum) that it came to. */
export interface Tried {
  readonly name: string;
  readonly value: number;
}

/** The best packing, with the packer that found it. */
export interface BestCandidate extends Survivable {
  readonly packer: Packer;
  /** In the order tried; absent when there was one way only. */
  readonly tried?: readonly Tried[];
}

interface Finished extends Survivable {
  readonly packer: Packer;
  /** Left out, stranded, rules unmet, then values: the lower the better, first things first. */
  readonly score: Float64Array;
}

/** Broken promises and workloads left out come before any value. */
const PROMISES = 3;

/** Pack for each candidate, and keep the best. */
export function packCandidates(question: CandidateQuestion): BestCandidate {
  const { aims, problem, candidates, packer, options } = question;
  const pack = (by: Packer, given: PackOptions, confine = (asked: PackProblem) => asked) =>
    packSurviving(aims.estate, problem, (asked, share) =>
      by.pack(confine(asked), { ...given, effort: given.effort * share }),
    );
  const [only, ...others] = candidates;
  if (only === undefined) return { ...pack(packer, options), packer };
  if (others.length === 0) {
    const priced = pricedPacker(packer, only.pricing);
    return { ...pack(priced, options, only.problem), packer: priced };
  }
  let best: Finished | undefined;
  const tried: Tried[] = [];
  for (const [n, candidate] of candidates.entries()) {
    if (best !== undefined && options.stopped()) break;
    const priced = pricedPacker(packer, candidate.pricing);
    const found = pack(priced, shareOf(options, n, candidates.length), candidate.problem);
    const { bound: _, ...unproved } = found.solution;
    // What is proved of a narrowed problem is not proved of the plan's.
    const next = { ...found, packer: priced, solution: n === 0 ? found.solution : unproved };
    const hosts = planHosts(aims.estate, next.solution, next.spares);
    const score = scoreOf(aims, candidate, { ...next, hosts });
    tried.push({ name: candidate.name, value: amount(score[PROMISES] ?? 0) });
    if (best === undefined || isCheaper(score, best.score)) best = { ...next, score };
  }
  if (best === undefined) throw new Error("no candidate was packed");
  const { score: _, ...chosen } = best;
  return { ...chosen, tried };
}

/** The options of one of several packings. */
function shareOf(options: PackOptions, n: number, of: number): PackOptions {
  return {
    ...options,
    effort: options.effort / of,
    progress: ({ doneRatio, bins }) => options.progress({ doneRatio: (n + doneRatio) / of, bins }),
  };
}

function scoreOf(
  aims: Aims,
  { factors }: Candidate,
  plan: Survivable & { readonly hosts: readonly PlanHost[] },
): Float64Array {
  const { estate } = aims;
  const leftOut = plan.solution.binOf.reduce((n, bin) => n + (bin < 0 ? 1 : 0), 0);
  const unmet = unmetRules(estate, seatsOf(estate, plan.hosts)).length;
  const values = objectiveValues(aims, plan.hosts);
  const judged = factors === undefined ? values : [values.reduce((sum, value, n) => sum + value * factors[n]!, 0)];
  return Float64Array.of(leftOut, plan.stranded, unmet, ...judged);
}
