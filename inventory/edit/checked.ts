/** Workloads after an edit are held to the contract again: what an edit made too large is refused, with its workload. */
import { InvalidInput, type InputProblem, Workload, readInput } from "#planner/contract/index.ts";

const MOST_PROBLEMS = 20;

/** The workloads as the contract has them. @throws InvalidInput naming workload, field, value and bound */
export function checked(workloads: readonly Workload[], pointerOf: (field: string) => string): Workload[] {
  const problems: InputProblem[] = [];
  const all = workloads.map((workload) => {
    const parsed = readInput(Workload, workload);
    if (parsed.success) return parsed.data;
    for (const { pointer, code, detail } of parsed.problems) {
      problems.push({
        pointer: pointerOf(pointer),
        code,
        detail: `${pointer.slice(1)} of "${workload.id}": ${detail}`,
      });
    }
    return workload;
  });
  if (problems.length > 0) throw new InvalidInput(problems.slice(0, MOST_PROBLEMS));
  return all;
}

/** A list with some of its workloads replaced by others of the same id. */
export function withReplaced(all: readonly Workload[], changed: readonly Workload[]): Workload[] {
  const byId = new Map(changed.map((workload) => [workload.id, workload]));
  return all.map((workload) => byId.get(workload.id) ?? workload);
}
