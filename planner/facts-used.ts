/**
 * Every number of the world a plan stands on, with its source, and apart those that nobody checked: recalled, assumed, and
 * the planner's own ways of doing without a measurement.
 */
import { type Fact, type Facts, assumed, isUnchecked, parseSource, sourceText } from "#models/fact.ts";
import type { HostType, UsedFact } from "./contract/index.ts";
import { coolingFacts } from "./energy/index.ts";
import type { Estate, ResolvedTarget } from "./size/index.ts";

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
      : [...row("power.idle", "W", type.power.idleW), ...row("power.max", "W", type.power.maxW)];
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

/** The planner's own assumptions that this estate made necessary. */
function plannerAssumptions(estate: Estate): Facts {
  const { goals } = estate.request;
  const methods = { clock: 0, "one-to-one": 0, rating: 0 };
  estate.workloads.forEach((_, w) =>
    estate.targets.forEach((_target, t) => (methods[estate.sized(w, t).conversion.method] += 1)),
  );
  const allocated = estate.workloads.filter(({ demand }) => demand.basis !== "measured").length;
  const unmeasured = (rate: "networkMbps" | "diskMBps") =>
    estate.workloads.filter(({ demand }) => demand[rate] === undefined).length;
  const when = (count: number, id: string, unit: string, why: string): Facts =>
    count === 0 ? {} : { [id]: { value: count, unit, source: assumed(why) } };
  return {
    ...when(
      methods.clock,
      "planner/cpu.by-clock",
      "workload × target",
      "no rating known for source or target: converted by clock; give ratingPerCore to do better",
    ),
    ...when(
      methods["one-to-one"],
      "planner/cpu.one-to-one",
      "workload × target",
      "neither rating nor clock of the source known: one core taken as one core; give the host",
    ),
    ...when(
      allocated,
      "planner/cpu.allocated",
      "workloads",
      `no CPU series: sized by allocation, ${goals.vcpusPerCore} virtual CPUs per core`,
    ),
    ...when(unmeasured("networkMbps"), "planner/network.unmeasured", "workloads", "no network series: counted as none"),
    ...when(unmeasured("diskMBps"), "planner/disk.unmeasured", "workloads", "no disk series: counted as none"),
  };
}

/** All facts of a plan by id, and the unchecked ones among them. */
export function factsUsed(estate: Estate): { readonly facts: UsedFact[]; readonly assumptions: UsedFact[] } {
  const types = new Map(estate.targets.map(({ hostType }) => [hostType.id, hostType]));
  for (const { type } of estate.today.values()) if (type !== undefined) types.set(type.id, type);
  const rows = [
    ...estate.targets.flatMap(layerFacts),
    ...[...types.values()].flatMap(hostFacts),
    ...Object.entries(coolingFacts(estate.request.facility)).map(([id, fact]) => used(id, fact)),
    ...Object.entries(plannerAssumptions(estate)).map(([id, fact]) => used(id, fact)),
  ];
  const facts = [...new Map(rows.map((row) => [row.id, row])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { facts, assumptions: facts.filter((fact) => isUnchecked(parseSource(fact.source))) };
}
