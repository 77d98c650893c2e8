/**
 * What all ESX generations share: memory that can be overcommitted above reservations, proportional shares per virtual
 * CPU, drivers inside the VMkernel (no extra hop for I/O), admission by reservation. A generation hands in its own flat
 * table of facts, its limits and its formulas; nothing is inherited from another generation. Left out: clusters and
 * resource pools (a plan judges one host at a time).
 */
import type { z } from "zod";
import { type Facts, numberFact, numberOf } from "../fact.ts";
import {
  type Architecture,
  type Grain,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Limit,
  type Machine,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  type SupplyEvidence,
  roundUpToGrid,
  roundUpToValue,
  sharedLayer,
  usable,
} from "../partitioning/index.ts";
import {
  type Evidence,
  architectureMisfits,
  offGridMisfits,
  ruleOf,
  unlistedCautions,
  wordSizeMisfits,
} from "./judge.ts";

/** Levels of shares, as VI3 and its successors name them. */
export const SHARE_LEVELS = ["low", "normal", "high"] as const;

/** What every generation lets a user set; each writes its own schema around it. */
export interface EsxSettings {
  /** CPU and memory shares of every VM. */
  readonly shares: (typeof SHARE_LEVELS)[number];
}

export interface EsxGeneration<S extends EsxSettings> {
  readonly id: string;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly technique: Layer["technique"];
  /** What the hypervisor boots on. */
  readonly hosts: readonly Architecture[];
  readonly grains: readonly Grain[];
  readonly limits: readonly Limit[];
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests">;
  readonly needRules: readonly NeedRule[];
  readonly service: {
    readonly name: string;
    readonly facts: readonly string[];
    /** MiB and cores gone before the first VM; `memoryMiB` is what ESX can use of the host. */
    takes(memoryMiB: number, settings: S): { readonly memoryMiB: number; readonly cores: number };
  };
  /** Virtual CPUs one host may run. */
  readonly maxVcpus: (machine: Machine, settings: S) => number;
  /** MiB kept free so that reclamation need not start; not available to reservations. */
  readonly minFreeMiB: (memoryMiB: number, settings: S) => number;
  /** Memory overhead of one VM in MiB, by virtual CPUs and configured MiB. */
  readonly overheadMiB: (vcpus: number, memoryMiB: number) => number;
  /** Overcommit that is had of what the plan asks for; left out = all of it. */
  readonly overcommitRatio?: (site: Site<S>) => number;
  /** The generation's terms for one VM, for the report; left out = those of {@link sharesAndReservations}. */
  readonly vendorSettings?: (wants: PartitionWants, site: Site<S>) => PartitionSpec["settings"];
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
  readonly morePartitionMisfits?: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
  readonly moreCautions?: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

const factOf = (facts: Facts, id: string): Evidence => ({ rule: id, source: numberFact(facts, id).source });

/** The amount on the generation's grain: rounded up to its grid or to the values it offers. */
export function onGrain(grains: readonly Grain[], resource: "vcpus" | "memoryMiB", value: number): number {
  const grain = grains.find((g) => g.kind !== "block" && g.resource === resource);
  if (grain?.kind === "values") return roundUpToValue(value, grain.values);
  if (grain?.kind === "grid") return roundUpToGrid(value, { min: grain.min.value, step: grain.step.value });
  return value;
}

/** Since VI3: shares of the virtual CPUs and the memory the VM gets, not those that were asked for, and reservations. */
const sharesAndReservations =
  (facts: Facts, grains: readonly Grain[]) => (wants: PartitionWants, site: Site<EsxSettings>) => ({
    shares: site.settings.shares,
    cpuShares: onGrain(grains, "vcpus", wants.vcpus) * numberOf(facts, `cpu.shares.${site.settings.shares}`),
    memoryShares: onGrain(grains, "memoryMiB", wants.memoryMiB) * numberOf(facts, `mem.shares.${site.settings.shares}`),
    cpuReservationMhz: wants.cpuReservedMhz,
    memoryReservationMiB: wants.memoryReservedMiB,
  });

/** Soft limits: virtual CPUs per core where the generation states a figure, and guests outside the support list. */
function cautionsOf<S extends EsxSettings>(
  generation: EsxGeneration<S>,
  site: Site<S>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  const { facts, guests } = generation;
  const rule = "host.vcpuPerCore";
  const value = specs.reduce((sum, spec) => sum + spec.vcpus, 0);
  const bound = rule in facts ? numberOf(facts, rule) * site.machine.cores : Number.POSITIVE_INFINITY;
  const crowded: readonly Misfit[] =
    value > bound
      ? [{ code: "over-limit", scope: "machine", resource: "vcpus", value, bound, ...factOf(facts, rule) }]
      : [];
  return [
    ...crowded,
    ...unlistedCautions(guests, specs, site.machine),
    ...(generation.moreCautions?.(site, specs) ?? []),
  ];
}

/** Where each supply's bound is stated. */
function evidenceOf<S extends EsxSettings>({ facts, description }: EsxGeneration<S>): SupplyEvidence {
  return {
    partitions: factOf(facts, "host.maxVms"),
    vcpus: ruleOf(description, "host.vcpus"),
    memoryMiB: ruleOf(description, "mem.fit"),
    memoryReservedMiB: ruleOf(description, "mem.admission"),
    cpuReservedMhz: ruleOf(description, "cpu.admission"),
  };
}

/** Build the layer of one ESX generation. */
export function esxLayer<S extends EsxSettings>(generation: EsxGeneration<S>): Layer<S> {
  const { facts, grains, limits, guests } = generation;
  const overcommitRatio = (site: Site<S>) => generation.overcommitRatio?.(site) ?? site.memoryOvercommitRatio;
  const overhead = (spec: PartitionSpec) => generation.overheadMiB(spec.vcpus, spec.memoryMiB);
  return sharedLayer<S>({
    id: generation.id,
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: generation.technique,
    hypervisorType: 1,
    memory: "overcommittable",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: generation.settings,
    description: { ...generation.description, facts, grains, limits, guests },
    service: {
      name: generation.service.name,
      facts: generation.service.facts,
      takes: (site, memoryMiB) => generation.service.takes(memoryMiB, site.settings),
    },
    supplies: (site) => {
      const memoryMiB = usable(limits, site.machine, "memoryMiB");
      const service = generation.service.takes(memoryMiB, site.settings);
      return {
        partitions: numberOf(facts, "host.maxVms"),
        vcpus: generation.maxVcpus(site.machine, site.settings),
        memoryReservedMiB: Math.max(0, memoryMiB - service.memoryMiB - generation.minFreeMiB(memoryMiB, site.settings)),
        cpuReservedMhz: Math.max(0, site.machine.cores - service.cores) * site.machine.coreMhz,
      };
    },
    claims: (spec) => ({
      memoryReservedMiB: spec.memoryReservedMiB + overhead(spec),
      cpuReservedMhz: spec.cpuReservedMhz,
    }),
    memoryClaimMiB: (spec, site) => spec.memoryMiB / overcommitRatio(site) + overhead(spec),
    // Drivers run in the VMkernel on the VM's own time; the published cost is one average over whole suites.
    cpuFactor: () => 1 + numberOf(facts, "io.cost") / 100,
    vendorSettings: generation.vendorSettings ?? sharesAndReservations(facts, grains),
    evidence: evidenceOf(generation),
    guestRule: ruleOf(generation.description, "os"),
    needRules: generation.needRules,
    moreMachineMisfits: (site) => [
      ...architectureMisfits(generation.description, generation.hosts, site.machine),
      ...(generation.moreMachineMisfits?.(site) ?? []),
    ],
    morePartitionMisfits: (spec, site) => [
      ...offGridMisfits(grains, spec),
      ...wordSizeMisfits(generation.description, spec, site.machine),
      ...(generation.morePartitionMisfits?.(spec, site) ?? []),
    ],
    moreCautions: (site, specs) => cautionsOf(generation, site, specs),
  });
}
