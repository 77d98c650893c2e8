/** What z/VM refuses and warns of beside its limits: shares, engines, relocation, overcommitment, licence. */
import { numberOf } from "../fact.ts";
import type { Misfit, PartitionSpec, Site } from "../partitioning/index.ts";
import { above, ruleBy, ruleOf, unsupported } from "./rules.ts";
import { valueUnits } from "./value-units.ts";
import { type ZvmRelease, type ZvmSettings, outermost } from "./zvm-release.ts";
import { MIB_PER_GIB } from "../units.ts";

type Release = ZvmRelease<ZvmSettings>;
type At = Site<ZvmSettings>;

/** Absolute share of one guest in percent by tenths: its guaranteed or peak engines in parts of the partition. */
export function absoluteShare(release: Release, spec: Pick<PartitionSpec, "peakCores" | "cpuReservedMhz">, site: At) {
  const { facts } = release;
  const { machine } = site;
  const cores = Math.max(spec.peakCores, spec.cpuReservedMhz / machine.coreMhz);
  const whole = numberOf(facts, "share.absolute.max");
  const stepsPerPercent = Math.round(1 / numberOf(facts, "share.absolute.step"));
  const tenths = Math.ceil((whole * stepsPerPercent * cores) / machine.cores - 1e-9);
  return Math.max(numberOf(facts, "share.absolute.min"), tenths / stepsPerPercent);
}

/** Has this guest an absolute share? Those with guaranteed CPU always have. */
export const isAbsolute = (spec: Pick<PartitionSpec, "cpuReservedMhz">, settings: ZvmSettings): boolean =>
  settings.share === "absolute" || spec.cpuReservedMhz > 0;

/** Why this partition cannot run z/VM under these settings. */
export function zvmMachineMisfits(release: Release, site: At): readonly Misfit[] {
  const { description, facts } = release;
  const { machine, settings } = site;
  if (machine.architecture !== "s390x") {
    const told = { what: "machine-architecture", value: machine.architecture, needs: "s390x" };
    return [unsupported(ruleOf(description, "hw.arch"), told)];
  }
  const guide = `overcommitGuide.${settings.guestUse}`;
  const engines = settings.subCapacity === true ? machine.cores : outermost(machine).cores;
  return [
    ...above(ruleBy(description, "ZV-07", facts, guide), {
      scope: "machine",
      resource: "MiB configured per MiB",
      value: site.memoryOvercommitRatio,
      bound: numberOf(facts, guide),
    }),
    ...above(ruleBy(description, "ZV-09", facts, "DCSS"), {
      scope: "machine",
      resource: "MiB of one DCSS",
      value: settings.dcssMiB,
      bound: numberOf(facts, "DCSS") * MIB_PER_GIB,
    }),
    ...above(ruleOf(description, "ZV-11"), {
      scope: "machine",
      resource: "Value Units",
      value: valueUnits(facts, engines),
      bound: settings.valueUnits ?? Number.POSITIVE_INFINITY,
    }),
  ];
}

/** A share outside IBM's range. */
function shareMisfits(release: Release, spec: PartitionSpec, site: At): readonly Misfit[] {
  const { description, facts } = release;
  const range = isAbsolute(spec, site.settings)
    ? { key: "share.absolute.max", value: absoluteShare(release, spec, site) }
    : { key: "share.relative.max", value: spec.vcpus * site.settings.sharePerVcpu };
  return above(ruleBy(description, "ZV-01", facts, range.key), {
    scope: "partition",
    resource: "share",
    value: range.value,
    bound: numberOf(facts, range.key),
  });
}

/** A guest that must move while it runs and cannot. */
function relocationMisfits(release: Release, spec: PartitionSpec, settings: ZvmSettings): readonly Misfit[] {
  if (!spec.needs.includes("live-migration")) return [];
  const evidence = ruleOf(release.description, "ZV-06");
  const refuse = (needs: string) => [unsupported(evidence, { what: "live-migration", value: spec.id, needs })];
  if (settings.ssiMembers === undefined) return refuse("z/VM 6.2 or later in a cluster");
  if (spec.os.family !== "linux") return refuse("a Linux guest");
  if (settings.ssiMembers < 2) return refuse("a second member of the cluster (ssiMembers)");
  return spec.needs.includes("passthrough-device") ? refuse("virtual devices only") : [];
}

/** Why this one guest cannot exist here. */
export function zvmPartitionMisfits(release: Release, spec: PartitionSpec, site: At): readonly Misfit[] {
  const { settings } = site;
  const needsCp = spec.os.family === "z-os" || spec.os.family === "other";
  const told = { what: "guest-os", value: `${spec.os.family} on IFLs`, needs: "a partition of CPs" };
  return [
    ...(settings.engines === "ifl" && needsCp ? [unsupported(ruleOf(release.description, "ZV-03"), told)] : []),
    ...shareMisfits(release, spec, site),
    ...relocationMisfits(release, spec, settings),
  ];
}

/** Engines of the mainframe that one image does not reach: another partition could use them. */
const restCautions = ({ description, facts }: Release, site: At): readonly Misfit[] =>
  above(ruleBy(description, "lpar.rest", facts, "host.maxCores"), {
    scope: "machine",
    resource: "cores",
    value: outermost(site.machine).cores,
    bound: numberOf(facts, "host.maxCores"),
  });

/** Things to point out although the guests fit. */
export function zvmCautions(release: Release, site: At, specs: readonly PartitionSpec[]): readonly Misfit[] {
  return [...restCautions(release, site), ...guestCautions(release, site, specs)];
}

function guestCautions(release: Release, site: At, specs: readonly PartitionSpec[]): readonly Misfit[] {
  if (specs.length === 0) return [];
  const { description, facts } = release;
  const absolute = specs.reduce(
    (sum, spec) => sum + (isAbsolute(spec, site.settings) ? absoluteShare(release, spec, site) : 0),
    0,
  );
  const memoryMiB = specs.reduce((sum, spec) => sum + spec.memoryMiB, 0);
  return [
    ...specs.flatMap((spec) =>
      above(ruleOf(description, "ZV-12"), {
        scope: "partition",
        resource: "vcpus",
        value: spec.vcpus,
        bound: site.machine.threads,
      }),
    ),
    ...above(ruleBy(description, "shareFormula", facts, "shareFormula"), {
      scope: "machine",
      resource: "share",
      value: absolute,
      bound: numberOf(facts, "shareFormula"),
    }),
    ...("mem.below2g" in facts
      ? above(ruleBy(description, "mem.below2g", facts, "mem.below2g"), {
          scope: "machine",
          resource: "memoryMiB",
          value: memoryMiB,
          bound: numberOf(facts, "mem.below2g") * MIB_PER_GIB,
        })
      : []),
    ...(site.settings.simulationFactor === undefined
      ? []
      : [
          unsupported(ruleOf(description, "nest.third"), {
            what: "third-level-guest",
            value: "software-simulated",
            needs: "guests of the first z/VM, except for tests",
          }),
        ]),
  ];
}
