/**
 * First fit, largest first, one pass and no finishing: the plain packer to compare others against, and quick enough to
 * answer "how many hosts would it take if …" beside the real plan.
 */
import { packByChoice } from "./host-choice.ts";
import { prepare } from "./prepared.ts";
import type { Packer } from "./problem.ts";
import { scoreOf, solutionOf } from "./solution.ts";

/** First-fit decreasing by the largest share of a bin. */
export const firstFitDecreasing: Packer = {
  name: "first-fit-decreasing",
  pack(problem, options) {
    const loads = packByChoice(prepare(problem, options.seed), "by-largest-share", "first");
    options.progress({ doneRatio: 1, bins: scoreOf(loads).bins });
    return solutionOf(loads, "first-fit-decreasing");
  },
};
