/**
 * What a job makes: question and answer in one document. It is put in writing by the thread that made it, with the few
 * figures that lists and jobs show, so that whoever keeps it need not build it.
 */
import type { PlanDocument, SimulationDocument, WhatIfDocument } from "#planner";
import {
  type PlanGist,
  type SimulationGist,
  type WhatIfGist,
  planGist,
  simulationGist,
  whatIfGist,
} from "#planner/contract/index.ts";
import type { Job } from "./job.ts";
import { bytesOf, valueOf } from "./json-bytes.ts";

interface Writing<K, G> {
  readonly kind: K;
  readonly gist: G;
  /** JSON of the document in UTF-8. */
  readonly json: Uint8Array;
  /** What its job shows of it. */
  readonly figures: Pick<Job, "hosts" | "bound" | "gapRatio">;
}

/** A document in writing. */
export type Made = Writing<"plan", PlanGist> | Writing<"simulation", SimulationGist> | Writing<"what-if", WhatIfGist>;

/** Stores what was made and returns its id. */
export type Keep = (made: Made) => Promise<string>;

/** A plan in writing. */
export function madePlan(document: PlanDocument): Made {
  const { hostsUsed: hosts, bound, gapRatio } = document.result.summary;
  const figures = { hosts, bound: bound.hosts, gapRatio };
  return { kind: "plan", gist: planGist(document), json: bytesOf(document), figures };
}

/** A simulation in writing. */
export const madeSimulation = (document: SimulationDocument): Made => ({
  kind: "simulation",
  gist: simulationGist(document),
  json: bytesOf(document),
  figures: {},
});

/** A what-if in writing. */
export const madeWhatIf = (document: WhatIfDocument): Made => ({
  kind: "what-if",
  gist: whatIfGist(document),
  json: bytesOf(document),
  figures: {},
});

/** Read a document again. The caller knows its kind. */
export const documentIn = ({ json }: Made): unknown => valueOf(json);
