/** Words for the machine names of a simulation: how a run ended, why pre-copy ended, what an estimate lacks. */
import type { SimulationResult } from "../contract/index.ts";

/** How a run ended, as a word and a sentence; the code picks the colour of the page. */
export const END_TEXT: Readonly<
  Record<SimulationResult["end"], { readonly word: string; readonly sentence: string; readonly isWhole: boolean }>
> = {
  finished: { word: "Finished", sentence: "The whole time was simulated.", isWhole: true },
  "event-budget": {
    word: "Event budget reached",
    sentence: "The run needed more events than it was allowed: figures are those of the time that was simulated.",
    isWhole: false,
  },
  stopped: {
    word: "Stopped",
    sentence: "The run was interrupted: this is a partial result, of the time that was simulated.",
    isWhole: false,
  },
};

const STOP_TEXT: Readonly<Record<string, string>> = {
  "sent-more-at-maximum": "a round at the highest rate sent more than the one before",
  rounds: "the rounds allowed were used up",
  "few-pages-due": "few pages were due",
  "few-pages-left": "few pages were left",
  "few-bytes-left": "few bytes were left",
  "sent-times-memory": "several times the memory had been sent",
  "wanted-above-maximum": "the guest writes faster than the highest rate",
  "fits-downtime": "the rest fitted into the downtime that is aimed at",
  "all-copied": "nothing was left to send",
  "pause-too-long": "the pause would have been too long",
  "total-too-long": "the move took too long",
  "gave-up": "the move did not come to an end",
};

/** Why pre-copy ended, in words; a reason that is not listed is shown as it stands. */
export const stopText = (reason: string): string => STOP_TEXT[reason] ?? reason;

const ESTIMATE_TEXT: Readonly<Record<string, string>> = {
  "too-few-observations": "too few requests for an interval",
  "batches-correlated": "the interval is too narrow, neighbouring requests depend on one another",
  "not-settled": "the response time had not settled when the run ended",
};

/** What a reader must know about a mean; a caution that is not listed is shown as it stands. */
export const estimateText = (caution: string): string => ESTIMATE_TEXT[caution] ?? caution;
