/**
 * The one place where this server takes a what-if scenario in: form and API come through here. A scenario is refused when
 * none of the variants tried can be planned (what is wrong is then the base's fault, or everybody's), when a variant would
 * take more memory than a plan may, or when its runways would not fit into an answer. A few invalid variants among good
 * ones are rows with their problems, as on the command line.
 */
import type { InputProblem, PlanRequest, Variant } from "#planner";
import { Scenario, decodeRequest, requestFor, variantsOf } from "#planner/asking/index.ts";
import { InvalidInput, parseInput } from "#planner/contract/index.ts";
import type { Room } from "./plan-request.ts";
import { scenarioMemory } from "./scenario-memory.ts";

/** Variants that are decoded, spread over all, until one is valid. */
const MOST_TRIED = 8;
/** Alternatives times months of growth: with five resources each month takes 283 bytes of the answer, all of them 28 MB. */
const MOST_MONTHS = 100_000;

const under = (place: string, problems: readonly InputProblem[]): readonly InputProblem[] =>
  problems.map((one) => ({ ...one, pointer: `${place}${one.pointer}` }));

type Tried = { readonly variant: Variant; readonly request: PlanRequest };

/** The first of some variants that can be planned. @throws InvalidInput with the problems of the first of all when none can */
function firstValid(scenario: Scenario, variants: readonly Variant[], { context }: Room): Tried {
  const step = Math.max(1, Math.ceil(variants.length / MOST_TRIED));
  let refused: readonly InputProblem[] | undefined;
  for (let at = 0; at < variants.length; at += step) {
    const variant = variants[at];
    if (variant === undefined) break;
    try {
      return { variant, request: decodeRequest(requestFor(scenario, variant), context) };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      refused ??= error.problems;
    }
  }
  throw new InvalidInput(under("/request", refused ?? []));
}

/** What makes every runway impossible: nobody to lose, and events that speak of nobody. */
function growthProblems({ growth, events, vary }: Scenario, request: PlanRequest): readonly InputProblem[] {
  if (growth === undefined) return [];
  const known = new Set(request.workloads.map(({ id }) => id));
  for (const one of events) if (one.event === "add") known.add(one.workload.id);
  const strangers = events.flatMap((one, i) => {
    if (one.event === "add" || known.has(one.workload)) return [];
    const detail = `"${one.workload}" is no workload of the request`;
    return [{ pointer: `/events/${i}/workload`, code: "unknown-workload", detail }];
  });
  const isGiven =
    request.targets.some(({ maxHosts }) => maxHosts !== undefined) || request.facility?.racks?.maxCount !== undefined;
  const mayBeGiven = Object.keys(vary).some((pointer) => /^\/(?:targets|facility)(?:\/|$)/.test(pointer));
  if (isGiven || mayBeGiven) return strangers;
  const detail = "no host is given, so nothing runs out: set maxHosts of the targets, or facility.racks.maxCount";
  return [...strangers, { pointer: "/growth", code: "no-given-hosts", detail }];
}

function monthProblems({ growth }: Scenario, variants: readonly Variant[]): readonly InputProblem[] {
  const alternatives = new Set(variants.map(({ alternative }) => alternative)).size;
  if (growth === undefined || alternatives * growth.months <= MOST_MONTHS) return [];
  const detail = `${alternatives} alternatives of ${growth.months} months each are ${alternatives * growth.months} months, at most ${MOST_MONTHS}`;
  return [{ pointer: "/growth/months", code: "too-many-months", detail }];
}

/**
 * A scenario that can be planned here.
 * @param input anything: parsed JSON or YAML, or an object that a form made
 * @throws InvalidInput with every problem; pointers into the base begin with "/request"
 */
export function decodeScenario(input: unknown, room: Room): Scenario {
  const scenario = parseInput(Scenario, input);
  const variants = variantsOf(scenario);
  const { variant, request } = firstValid(scenario, variants, room);
  const problems = [
    ...growthProblems(scenario, request),
    ...monthProblems(scenario, variants),
    ...scenarioMemory(scenario, { variant, request }, room.memoryBytes),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
  return scenario;
}
