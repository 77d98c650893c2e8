/** The variants of a scenario, and the request of each: pure, by number, so that threads can share the list. */
import { randomStream } from "#models/random.ts";
import { drawFrom } from "./distribution.ts";
import { pointerSteps, withValue } from "./pointer.ts";
import { FACTORS, type Factor, type Sample, type Scenario, checkScenario, isDrawn } from "./scenario.ts";

/** JSON pointer → value. */
export type Overrides = Readonly<Record<string, unknown>>;

/** One draw of everything uncertain. */
export interface VariantDraw {
  /** Number of the draw, from 0. */
  readonly index: number;
  /** JSON pointer → drawn value. */
  readonly values: Overrides;
  /** Factors on every workload, above 0. */
  readonly factors: Readonly<Partial<Record<Factor, number>>>;
}

export interface Variant {
  /** Place in the list, from 0. */
  readonly index: number;
  /** Number of the alternative that is varied on purpose, from 0; its draws share it. */
  readonly alternative: number;
  /** What is varied on purpose. */
  readonly overrides: Overrides;
  readonly draw?: VariantDraw;
}

function alternativesOf({ vary, mode }: Scenario): readonly Overrides[] {
  const axes = Object.entries(vary);
  if (axes.length > 0 && mode === "list")
    return axes.flatMap(([pointer, values]) => values.map((value): Overrides => ({ [pointer]: value })));
  return axes.reduce<readonly Overrides[]>(
    (done, [pointer, values]) => done.flatMap((v) => values.map((value) => ({ ...v, [pointer]: value }))),
    [{}],
  );
}

/** The uniform number of one uncertain thing in one draw: from its name and the draw's number, and nothing else. */
const uniformOf = (seed: number, name: string, draw: number) => randomStream(seed, "what-if", name, draw).uniform();

function drawOf({ seed, draw, factors }: Sample, index: number): VariantDraw {
  const values = Object.entries(draw).map(([pointer, one]) => [
    pointer,
    drawFrom(one, uniformOf(seed, pointer, index)),
  ]);
  const scaled = FACTORS.flatMap((factor) => {
    const one = factors[factor];
    return one === undefined ? [] : [[factor, Number(drawFrom(one, uniformOf(seed, factor, index)))]];
  });
  return { index, values: Object.fromEntries(values), factors: Object.fromEntries(scaled) };
}

/**
 * The variants of a scenario in stable order: the first pointer varies slowest, draws fastest.
 * @throws InvalidInput as {@link checkScenario} does
 */
export function variantsOf(scenario: Scenario): readonly Variant[] {
  checkScenario(scenario);
  const { sample } = scenario;
  const alternatives = alternativesOf(scenario);
  if (sample === undefined || !isDrawn(scenario))
    return alternatives.map((overrides, index) => ({ index, alternative: index, overrides }));
  const draws = Array.from({ length: sample.count }, (_, d) => drawOf(sample, d));
  return alternatives.flatMap((overrides, alternative) =>
    draws.map((draw) => ({ index: alternative * draws.length + draw.index, alternative, overrides, draw })),
  );
}

type Raw = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

const PERCENT = 100;
/** Growth after a factor: 20 % more, times 1.5, is 80 % more. What is no number stays as it is, for the door to refuse. */
const grownBy = (percent: unknown, factor: number): unknown =>
  typeof percent === "number" ? ((1 + percent / PERCENT) * factor - 1) * PERCENT : percent;

function demandTimes(request: Raw, factor: number): Raw {
  const goals = isRecord(request["goals"]) ? request["goals"] : {};
  const workloads: unknown = request["workloads"];
  const scaled = (workload: unknown) =>
    isRecord(workload) && "growthPercent" in workload
      ? { ...workload, growthPercent: grownBy(workload["growthPercent"], factor) }
      : workload;
  return {
    ...request,
    goals: { ...goals, growthPercent: grownBy(goals["growthPercent"] ?? 0, factor) },
    ...(Array.isArray(workloads) ? { workloads: workloads.map(scaled) } : {}),
  };
}

function memoryTimes(request: Raw, factor: number): Raw {
  const workloads: unknown = request["workloads"];
  if (!Array.isArray(workloads)) return request;
  const scaled = (workload: unknown) =>
    isRecord(workload) && typeof workload["memoryMiB"] === "number"
      ? { ...workload, memoryMiB: workload["memoryMiB"] * factor }
      : workload;
  return { ...request, workloads: workloads.map(scaled) };
}

/** Figures of replays are in no row, so hosts are replayed only where the scenario asks for it. */
function withoutReplays(request: Raw): Raw {
  const goals = request["goals"] ?? {};
  return isRecord(goals) ? { ...request, goals: { simulatedHosts: 0, ...goals } } : request;
}

/**
 * The base request as one variant has it, not decoded; what the variant leaves alone is shared, not copied.
 * @throws InvalidInput when a pointer leads outside a list
 */
export function requestFor(scenario: Scenario, { overrides, draw }: Pick<Variant, "overrides" | "draw">): Raw {
  const changed = Object.entries({ ...overrides, ...draw?.values }).reduce<unknown>(
    (request, [pointer, value]) => withValue(request, pointerSteps(pointer), value),
    scenario.request,
  );
  let request = withoutReplays(isRecord(changed) ? changed : scenario.request);
  const { demand, memory } = draw?.factors ?? {};
  if (demand !== undefined) request = demandTimes(request, demand);
  return memory === undefined ? request : memoryTimes(request, memory);
}
