/** One estate on many platforms, side by side: a plan for each list of targets, or the reason why there is none. */
import type { PlanContext } from "./context.ts";
import { type InputProblem, InvalidInput, type PlanRequestInput, type PlanResult, targetId } from "./contract/index.ts";
import { decodeRequest } from "./decode.ts";
import { plan } from "./plan.ts";

export interface CompareRow {
  /** The targets of this row, as ids. */
  readonly label: string;
  readonly targets: PlanRequestInput["targets"];
  readonly result?: PlanResult;
  readonly problems?: readonly InputProblem[];
}

/** What differs from the base comes as problems of its row; other errors are thrown. */
function rowOf(input: PlanRequestInput, context: PlanContext): Pick<CompareRow, "result" | "problems"> {
  try {
    return { result: plan(decodeRequest(input, context), context) };
  } catch (error) {
    if (error instanceof InvalidInput) return { problems: error.problems };
    throw error;
  }
}

/**
 * Plan the base request on each list of targets.
 * @param done called after each row with the number finished
 * @throws Stopped when the context asks to stop
 */
export function compare(
  base: PlanRequestInput,
  targets: readonly PlanRequestInput["targets"][],
  context: PlanContext,
  done?: (finished: number, of: number) => void,
): readonly CompareRow[] {
  return targets.map((list, i) => {
    const row = { label: list.map(targetId).join(" + "), targets: list, ...rowOf({ ...base, targets: list }, context) };
    done?.(i + 1, targets.length);
    return row;
  });
}
