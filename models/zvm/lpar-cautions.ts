/** What a careful engineer would say of a set of logical partitions that can be activated. */
import { numberOf } from "../fact.ts";
import type { Misfit, PartitionSpec, Site } from "../partitioning/index.ts";
import { type LparGeneration, type LparSettings, poolOf } from "./lpar-generation.ts";
import { above, ruleBy, ruleOf, unsupported } from "./rules.ts";
import { entitlements } from "./weights.ts";

type Generation = LparGeneration<LparSettings>;

const CORE_EPSILON = 1e-9;

const weightOfSpec = (spec: PartitionSpec): number => {
  const weight = spec.settings["weight"];
  return typeof weight === "number" ? weight : 0;
};

/** Partitions whose ceiling is below their peak: their weight's share when capped, or an absolute cap. */
function ceilingCautions(
  generation: Generation,
  site: Site<LparSettings>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  const { settings } = site;
  const { description } = generation;
  const shares = entitlements(
    specs.map((spec) => ({ weight: weightOfSpec(spec), logicalProcessors: spec.vcpus })),
    poolOf(site),
  );
  const cap = settings.absoluteCap ?? Number.POSITIVE_INFINITY;
  return specs.flatMap((spec, index) => [
    ...above(ruleOf(description, "hardCap"), {
      scope: "partition",
      resource: "cpuCores",
      value: spec.peakCores,
      bound: settings.capped ? (shares[index] ?? 0) + CORE_EPSILON : Number.POSITIVE_INFINITY,
    }),
    ...(settings.absoluteCap === undefined
      ? []
      : above(ruleOf(description, "absoluteCap"), {
          scope: "partition",
          resource: "cpuCores",
          value: spec.peakCores,
          bound: cap,
        })),
  ]);
}

/** Cautions on the whole set, in stable order. */
export function lparCautions(
  generation: Generation,
  site: Site<LparSettings>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  if (specs.length === 0) return [];
  const { description, facts } = generation;
  if (site.settings.processors === "dedicated") return [];
  const logical = specs.reduce((sum, spec) => sum + spec.vcpus, 0);
  const runsOnIfl = specs.every(({ os }) => os.family === "linux" || os.family === "z-vm");
  return [
    ...above(ruleBy(description, "PR-13", facts, "overcommitAdvice"), {
      scope: "machine",
      resource: "vcpus",
      value: logical,
      bound: numberOf(facts, "overcommitAdvice") * poolOf(site),
    }),
    ...(site.settings.engines === "cp" && runsOnIfl
      ? [
          unsupported(ruleOf(description, "iflRuns"), {
            what: "cheaper-engine",
            value: "Linux and z/VM on CPs",
            needs: 'engines: "ifl"',
          }),
        ]
      : []),
    ...ceilingCautions(generation, site, specs),
  ];
}
