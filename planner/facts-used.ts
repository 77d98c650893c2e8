/**
 * Every number of the world a plan stands on, with its source, and apart those that nobody checked: recalled, assumed, and
 * the planner's own ways of doing without a measurement.
 */
import { type Fact, type Facts, assumed, isUnchecked, parseSource, sourceText } from "#models/fact.ts";
import type { HostType, UsedFact } from "./contract/index.ts";
import { licenceFacts } from "./cost/licences/index.ts";
import { priceFacts } from "./cost/money/index.ts";
import { facilityFacts, shapeFact } from "./energy/index.ts";
import type { ConversionMethod, Estate, ResolvedTarget } from "./size/index.ts";

/** Ids of the planner's own assumptions begin with this (planner/report/planner-notes.ts reads them by it). */
const PLANNER = "planner/";

const used = (id: string, fact: Fact): UsedFact => ({
  id,
  value: fact.value,
  unit: fact.unit,
  source: sourceText(fact.source),
  ...(fact.note === undefined ? {} : { note: fact.note }),
});

/** Groups of facts that neither judging nor sizing reads: schedulers, migration, clusters, management, licences. */
const NOT_SIZING = /^(sched|mig|ha|drs|vc|vmfs|cluster|lic|rp|pool|tech|ft)(\.|$)/;

/** Facts of a target's layers that judging and sizing may read: everything but {@link NOT_SIZING}; outer layers by name. */
function layerFacts({ platform, layer: innermost }: ResolvedTarget): readonly UsedFact[] {
  return platform.layers.flatMap((layer) => {
    const prefix = layer === innermost ? platform.id : `${platform.id}/${layer.id}`;
    return Object.entries(layer.description.facts).flatMap(([key, fact]) =>
      NOT_SIZING.test(key) ? [] : [used(`${prefix}/${key}`, fact)],
    );
  });
}

type SourcedText<T> = { readonly value: T; readonly source: string; readonly note?: string | undefined };

function hostFacts(type: HostType): readonly UsedFact[] {
  const row = (key: string, unit: string, sourced: SourcedText<number> | undefined): readonly UsedFact[] =>
    sourced === undefined
      ? []
      : [
          {
            id: `${type.id}/${key}`,
            value: sourced.value,
            unit,
            source: sourced.source,
            ...(sourced.note === undefined ? {} : { note: sourced.note }),
          },
        ];
  const power: readonly UsedFact[] =
    type.power.kind === "curve"
      ? [
          {
            id: `${type.id}/power.curve`,
            value: type.power.watts.value.join(" "),
            unit: "W at idle, 10 … 100 %",
            source: type.power.watts.source,
          },
        ]
      : [
          ...row("power.idle", "W", type.power.idleW),
          ...row("power.max", "W", type.power.maxW),
          used(`energy.curve.${type.year}`, shapeFact(type.year)),
        ];
  return [
    ...row("sockets", "sockets", type.sockets),
    ...row("coresPerSocket", "cores", type.coresPerSocket),
    ...row("coreMhz", "MHz", type.coreMhz),
    ...row("memoryMiB", "MiB", type.memoryMiB),
    ...row("ratingPerCore", "ssj_ops per core", type.ratingPerCore),
    ...row("networkMbps", "Mbit/s", type.networkMbps),
    ...row("diskMBps", "MB/s", type.diskMBps),
    ...row("rackUnits", "U", type.rackUnits),
    ...power,
  ];
}

/** What stands in the way of converting by rating: types without one, and hosts of today that nobody knows. */
function withoutRating(estate: Estate): string {
  const names = new Set<string>();
  for (const { hostType } of estate.targets) if (hostType.ratingPerCore === undefined) names.add(hostType.id);
  for (const { source } of estate.workloads) {
    if (source.ratingPerCore === undefined) names.add(source.hostType?.id ?? "hosts of today whose type is not known");
  }
  return [...names].sort((a, b) => (a < b ? -1 : 1)).join(", ");
}

/** Workloads whose CPU was converted by something less than a rating, on one target or more. */
function convertedBy(estate: Estate, method: ConversionMethod): number {
  const isOne = (_: unknown, w: number) =>
    estate.targets.some((_target, t) => estate.sized(w, t).conversion.method === method);
  return estate.workloads.filter(isOne).length;
}

/** The planner's own assumptions that this estate made necessary: how many workloads, and what would do better. */
function plannerAssumptions(estate: Estate): Facts {
  const { goals } = estate.request;
  const unmeasured = (rate: "networkMbps" | "diskMBps") =>
    estate.workloads.filter(({ demand }) => demand[rate] === undefined).length;
  const when = (id: string, count: number, why: string): Facts =>
    count === 0 ? {} : { [`${PLANNER}${id}`]: { value: count, unit: "workloads", source: assumed(why) } };
  return {
    ...when(
      "cpu.by-clock",
      convertedBy(estate, "clock"),
      `CPU converted by clock, because no rating is known for ${withoutRating(estate)}; a ratingPerCore there would do better`,
    ),
    ...when(
      "cpu.one-to-one",
      convertedBy(estate, "one-to-one"),
      "one core taken as one core, because neither rating nor clock of the host they run on is known; name the host to do better",
    ),
    ...when(
      "cpu.allocated",
      estate.workloads.filter(({ demand }) => demand.basis !== "measured").length,
      `no CPU series: sized by allocation, ${goals.vcpusPerCore} virtual CPUs per core`,
    ),
    ...when("network.unmeasured", unmeasured("networkMbps"), "no network series: counted as none"),
    ...when("disk.unmeasured", unmeasured("diskMBps"), "no disk series: counted as none"),
  };
}

/** All facts of a plan by id, and the unchecked ones among them. */
export function factsUsed(estate: Estate): { readonly facts: UsedFact[]; readonly assumptions: UsedFact[] } {
  const types = new Map(estate.targets.map(({ hostType }) => [hostType.id, hostType]));
  for (const { type } of estate.today.values()) if (type !== undefined) types.set(type.id, type);
  const rows = [
    ...estate.targets.flatMap(layerFacts),
    ...[...types.values()].flatMap(hostFacts),
    ...priceFacts(estate),
    ...Object.entries(facilityFacts(estate.request.facility, estate)).map(([id, fact]) => used(id, fact)),
    ...Object.entries(licenceFacts(estate)).map(([id, fact]) => used(id, fact)),
    ...Object.entries(plannerAssumptions(estate)).map(([id, fact]) => used(id, fact)),
  ];
  const facts = [...new Map(rows.map((row) => [row.id, row])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { facts, assumptions: facts.filter((fact) => isUnchecked(parseSource(fact.source))) };
}
