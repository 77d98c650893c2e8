/**
 * A request at the door: the schema, then everything a schema cannot say. All problems are reported together, each with
 * its pointer, the value and the bound; a bad request changes nothing.
 */
import { type Platform, innermost } from "#models/partitioning/index.ts";
import { type Where, contradictionText, contradictions, placeProblems, rulePlaceProblems } from "./constrain/index.ts";
import type { PlanContext } from "./context.ts";
import {
  type InputProblem,
  InvalidInput,
  PlanRequest,
  type Target,
  parseInput,
  readInput,
  targetId,
} from "./contract/index.ts";
import { licenceRequestProblems } from "./cost/licences/index.ts";
import { moneyProblems } from "./cost/money/index.ts";
import { facilityProblems } from "./energy/index.ts";
import { roomProblems } from "./room/capacity.ts";
import { moveProblems } from "./today-placement.ts";
import { nearestName } from "./contract/nearest-name.ts";
import { objectiveProblems } from "./objective/problems.ts";
import { hostTypeOf, whyExcluded } from "./size/index.ts";

const problem = (pointer: string, code: string, detail: string): InputProblem => ({ pointer, code, detail });

const meant = (name: string, known: readonly string[]): string => {
  const near = nearestName(name, known);
  return near === undefined ? "" : `; did you mean "${near}"?`;
};

function duplicates(list: readonly { readonly id: string }[], pointer: string, what: string): readonly InputProblem[] {
  const first = new Map<string, number>();
  return list.flatMap(({ id }, i) => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, i);
      return [];
    }
    return [problem(`${pointer}/${i}`, "duplicate", `${what} "${id}" is already ${pointer}/${before}`)];
  });
}

/** An outer partition where there is none, or settings that its layer does not know. */
function outerProblems(platform: Platform, { outer }: Target, at: string): readonly InputProblem[] {
  if (outer === undefined) return [];
  if (platform.layers.length === 1) {
    return [
      problem(`${at}/outer`, "no-outer-layer", `${platform.id} stands on the host itself, not in an outer partition`),
    ];
  }
  const settings = readInput(platform.layers[0].settings, outer.settings);
  if (settings.success) return [];
  return settings.problems.map((p) => ({ ...p, pointer: `${at}/outer/settings${p.pointer}` }));
}

function targetProblems(request: PlanRequest, context: PlanContext): readonly InputProblem[] {
  return request.targets.flatMap((target, i) => {
    const at = `/targets/${i}`;
    const found: InputProblem[] = [];
    const platform = context.platforms.find((p) => p.id === target.platform);
    const type = hostTypeOf(target.hostType, request, context);
    if (platform === undefined) {
      const known = context.platforms.map((p) => p.id);
      found.push(
        problem(
          `${at}/platform`,
          "unknown-platform",
          `no platform "${target.platform}"${meant(target.platform, known)}`,
        ),
      );
    } else {
      found.push(...outerProblems(platform, target, at));
      const settings = readInput(innermost(platform).settings, target.settings);
      if (!settings.success) {
        found.push(...settings.problems.map((p) => ({ ...p, pointer: `${at}/settings${p.pointer}` })));
      }
    }
    if (type === undefined) {
      const known = [...request.hostTypes, ...context.hostTypes].map((t) => t.id);
      found.push(
        problem(
          `${at}/hostType`,
          "unknown-host-type",
          `no host type "${target.hostType}"${meant(target.hostType, known)}`,
        ),
      );
    } else if (
      target.memoryMiB !== undefined &&
      type.memoryMaxMiB !== undefined &&
      target.memoryMiB > type.memoryMaxMiB.value
    ) {
      found.push(
        problem(
          `${at}/memoryMiB`,
          "over-limit",
          `${target.memoryMiB} MiB, ${type.id} takes at most ${type.memoryMaxMiB.value} MiB`,
        ),
      );
    }
    return found;
  });
}

function seriesProblems(request: PlanRequest): readonly InputProblem[] {
  const known = new Set(request.workloads.map((w) => w.id));
  return request.series.flatMap((s, i) =>
    known.has(s.workload)
      ? []
      : [
          problem(
            `/series/${i}/workload`,
            "unknown-workload",
            `series for "${s.workload}", which is no workload of the request`,
          ),
        ],
  );
}

/** Named places that are none, rules that contradict each other, or speak of nobody or nowhere. */
function ruleProblems(request: PlanRequest): readonly InputProblem[] {
  const index = new Map(request.rules.map((rule, i) => [rule.id, i]));
  const where = whereOfRequest(request);
  const known = [...where.targets, ...where.groups.map((group) => group.id)];
  const places = [...placeProblems(where), ...rulePlaceProblems(request.rules, where)];
  const ids = request.workloads.map((w) => w.id);
  // A circle of places has no hosts to speak of: everything else would be noise.
  const found = places.some(({ code }) => code === "place-cycle") ? [] : contradictions(request.rules, ids, where);
  return [
    ...places.map(({ pointer, code, detail, named }) =>
      problem(pointer, code, named === undefined ? detail : `${detail}${meant(named, known)}`),
    ),
    ...found.map((one) => problem(`/rules/${index.get(one.rules[0] ?? "") ?? 0}`, one.why, contradictionText(one))),
  ];
}

/** What rules on places are read against. */
function whereOfRequest({ targets, places }: PlanRequest): Where {
  const stock = new Map(targets.map((target) => [targetId(target), target.maxHosts ?? Infinity]));
  return { targets: [...stock.keys()], groups: places ?? [], stockOf: (target) => stock.get(target) ?? Infinity };
}

function nothingToPlan(request: PlanRequest): readonly InputProblem[] {
  const { includePoweredOff } = request.goals;
  if (request.workloads.some((w) => whyExcluded(w, includePoweredOff) === undefined)) return [];
  return [
    problem(
      "/workloads",
      "nothing-to-plan",
      `all ${request.workloads.length} workloads are templates, placeholders or powered off; include powered-off ones to plan them`,
    ),
  ];
}

/** A request that its schema accepts, judged by everything a schema cannot say. @throws InvalidInput */
export function checkedRequest(request: PlanRequest, context: PlanContext): PlanRequest {
  const problems = [
    ...duplicates(request.workloads, "/workloads", "workload"),
    ...duplicates(request.hosts, "/hosts", "host"),
    ...duplicates(request.hostTypes, "/hostTypes", "host type"),
    ...duplicates(
      request.targets.map((target) => ({ id: targetId(target) })),
      "/targets",
      "target",
    ),
    ...targetProblems(request, context),
    ...seriesProblems(request),
    ...ruleProblems(request),
    ...objectiveProblems(request, context),
    ...licenceRequestProblems(request, context),
    ...moneyProblems(request, context),
    ...facilityProblems(request, context),
    ...roomProblems(request.facility),
    ...nothingToPlan(request),
    ...moveProblems(request),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
  return request;
}

/**
 * Accept a request or say everything that is wrong with it.
 * @param input anything: parsed JSON or YAML, or an object made in code
 * @throws InvalidInput
 */
export function decodeRequest(input: unknown, context: PlanContext): PlanRequest {
  return checkedRequest(parseInput(PlanRequest, input), context);
}
