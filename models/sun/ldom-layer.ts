/**
 * What all releases of Sun's logical domains share: a hypervisor in firmware binds every hardware thread (strand) to one
 * domain, memory is given out once, and virtual disks and networks are served by the control domain over logical domain
 * channels, of which there is a budget. A release hands in its flat table of facts, its settings and its rules. Left
 * out: service domains beside the control domain, the CPU that the control domain burns per virtual I/O.
 */
import { numberOf } from "../fact.ts";
import {
  type Layer,
  type Resources,
  type Site,
  partitionLimit,
  roundUpToGrid,
  sharedLayer,
} from "../partitioning/index.ts";
import { rounded } from "./domain-layer.ts";
import { controlCautions, controlMemoryMiB, controlStrands, strandsPerCore } from "./ldom-control.ts";
import { commonCautions, machineMisfits, strandMisfits } from "./ldom-refusals.ts";
import {
  type LdomRelease,
  type LdomSettings,
  STRAND_EPSILON,
  channelsOf,
  maxDomains,
  processorOf,
  ruleOf,
  strandsFor,
} from "./ldom-release.ts";
import { releaseMisfits } from "./solaris-release.ts";

function suppliesOf<S extends LdomSettings>(release: LdomRelease<S>, site: Site<S>): Resources {
  const { facts } = release;
  const budget = numberOf(facts, release.channelFact(processorOf(release, site), site.settings));
  return {
    partitions: maxDomains(release, site) - 1,
    vcpus: Math.max(0, site.machine.threads - controlStrands(facts, site)),
    channels: Math.max(0, budget - numberOf(facts, "ldc.base") - numberOf(facts, "ldc.perDomain")),
    ...release.moreSupplies?.(site.machine),
  };
}

/** Build the layer of one release. */
export function ldomLayer<S extends LdomSettings>(release: LdomRelease<S>): Layer<S> {
  const { facts } = release;
  const rule = (id: string) => ruleOf(release.description, id);
  const layer = sharedLayer<S>({
    id: release.id,
    noun: "logical domain",
    nouns: "logical domains",
    type: "logical",
    technique: "hypercall",
    hypervisorType: 1,
    memory: "dedicated",
    standsOn: ["server", "domain"],
    yields: "domain",
    settings: release.settings,
    description: {
      ...release.description,
      facts,
      grains: release.grains,
      guests: release.guests,
      limits: [partitionLimit(facts, "mem.minDomain", "memoryMiB", { side: "min", effect: "warn" })],
    },
    service: {
      name: "control domain",
      facts: ["control.strands", "control.memory", "control.crowdMemory", "hypervisor.memory"],
      takes: (site) => ({
        memoryMiB: controlMemoryMiB(facts, site, maxDomains(release, site)) + numberOf(facts, "hypervisor.memory"),
        cores: 0,
      }),
    },
    supplies: (site) => suppliesOf(release, site),
    claims: (spec) => ({ channels: channelsOf(facts, spec), ...release.moreClaims?.(spec) }),
    memoryClaimMiB: (spec) => spec.memoryMiB,
    cpuFactor: () => 1,
    vendorSettings: (sized, site) => ({
      strands: sized.vcpus,
      ...release.vendorSettings(sized, site),
      memoryMiB: sized.memoryMiB,
      channels: channelsOf(facts, sized),
      wastedStrands: rounded(sized.vcpus - sized.peakCores * strandsPerCore(site.machine)),
    }),
    evidence: {
      partitions: rule("LDOM-2"),
      vcpus: rule("LDOM-1"),
      channels: rule("LDOM-3"),
      ...release.moreEvidence,
    },
    guestRule: rule("LDOM-6"),
    needRules: release.needRules,
    moreMachineMisfits: (site) => machineMisfits(release, site),
    morePartitionMisfits: (spec, site) => [
      ...strandMisfits(release, spec, site),
      ...releaseMisfits(facts, spec),
      ...(release.morePartitionMisfits?.(spec, site) ?? []),
    ],
    moreCautions: (site, specs) => [
      ...commonCautions(release, site, specs),
      ...controlCautions(facts, site, specs.length + 1),
      ...release.moreCautions(site, specs),
    ],
  });
  return dedicated(release, layer);
}

/** The layer with its strands bound: nothing is time-shared, and a domain's cores are those its strands belong to. */
function dedicated<S extends LdomSettings>(release: LdomRelease<S>, layer: Layer<S>): Layer<S> {
  const min = numberOf(release.facts, "mem.minDomain");
  return {
    ...layer,
    cpu: "dedicated",
    supply: (site) => ({ ...layer.supply(site), sharedCores: 0 }),
    size: (wants, site) => {
      const vcpus = strandsFor(release, wants, site);
      const memoryMiB = roundUpToGrid(wants.memoryMiB, { min, step: release.memoryStepMiB(site.settings) });
      return { ...layer.size({ ...wants, vcpus, memoryMiB }, site), vcpus, memoryMiB };
    },
    carve: (site, specs) =>
      layer.carve(site, specs).map((part) => {
        const cores = part.spec.vcpus / strandsPerCore(site.machine);
        const sockets = Math.max(1, Math.ceil((site.machine.sockets * cores) / site.machine.cores - STRAND_EPSILON));
        return { ...part, cores, sockets };
      }),
  };
}
