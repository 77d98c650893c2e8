/**
 * How much memory the largest variant of a scenario takes, before any is planned: the need of one variant, times what each
 * varied or drawn field can make of it. Only fields that decide over the number of workloads, time slots and measured
 * resources count. An upper bound: the largest values are taken to meet each other.
 */
import type { InputProblem, Scenario, Variant } from "#planner";
import { memoryNeed, requestFor } from "#planner/asking/index.ts";
import { InvalidInput, PlanRequest, parseInput, pointerStep } from "#planner/contract/index.ts";

/** What one variant is, and its decoded request. */
interface Known {
  readonly variant: Variant;
  readonly request: PlanRequest;
}

type Field = "goals" | "workloads" | "series";

/** The part of a request that a pointer changes so that its memory changes; undefined = none. */
function fieldOf(pointer: string): Field | undefined {
  if (pointer === "/workloads") return "workloads";
  if (pointer === "/series") return "series";
  return /^\/goals(?:$|\/(?:timeModel|includePoweredOff)(?:$|\/))/.test(pointer) ? "goals" : undefined;
}

/** Values that a field may take: those varied, and those a discrete distribution has. */
function valuesBy({ vary, sample }: Scenario): readonly (readonly [pointer: string, values: readonly unknown[]])[] {
  const drawn = Object.entries(sample?.draw ?? {}).flatMap(([pointer, one]): [string, readonly unknown[]][] =>
    one.distribution === "discrete" ? [[pointer, one.values]] : [],
  );
  return [...Object.entries(vary), ...drawn];
}

/** Bytes where one field has this value and everything else is as in the known variant; 0 where that is not valid. */
function bytesWith(
  scenario: Scenario,
  { variant, request }: Known,
  change: { pointer: string; value: unknown },
): number {
  const field = fieldOf(change.pointer);
  if (field === undefined) return 0;
  try {
    const overrides = { ...variant.overrides, [change.pointer]: change.value };
    const raw = requestFor(scenario, { overrides });
    const parsed = parseInput(PlanRequest.pick({ [field]: true } as Record<Field, true>), { [field]: raw[field] });
    return memoryNeed({ ...request, ...parsed }).bytes;
  } catch (error) {
    if (error instanceof InvalidInput) return 0;
    throw error;
  }
}

const BYTES_PER_MIB = 2 ** 20;
const mib = (bytes: number) => `${Math.ceil(bytes / BYTES_PER_MIB)} MiB`;

/** Problems with code "over-memory", none when the largest variant fits. O(values × size of what they change) */
export function scenarioMemory(scenario: Scenario, known: Known, most: number): readonly InputProblem[] {
  const { bytes, workloads, slots, resources } = memoryNeed(known.request);
  const largest = { bytes, pointer: "/request/workloads" };
  for (const [pointer, values] of valuesBy(scenario)) {
    if (fieldOf(pointer) === undefined) continue;
    const needs = values.map((value) => bytesWith(scenario, known, { pointer, value }));
    const ratio = Math.max(1, ...needs.map((need) => need / Math.max(1, bytes)));
    if (ratio > 1) largest.pointer = `${pointer in scenario.vary ? "/vary" : "/sample/draw"}/${pointerStep(pointer)}`;
    largest.bytes *= ratio;
  }
  if (largest.bytes <= most) return [];
  const first = `${workloads} workloads × ${slots} slots × ${resources} ${resources === 1 ? "resource" : "resources"}`;
  const detail = `the largest variant takes about ${mib(largest.bytes)}, at most ${mib(most)} may be used (one variant: ${first}); fold time into fewer slots (/goals/timeModel) or split the estate`;
  return [{ pointer: largest.pointer, code: "over-memory", detail }];
}
