/** What every release of logical domains refuses of a machine or of one domain's strands, and what it warns of. */
import { numberFact, numberOf } from "../fact.ts";
import type { Misfit, PartitionSpec, Site } from "../partitioning/index.ts";
import { controlMemoryMiB, controlStrands, strandsPerCore } from "./ldom-control.ts";
import { ldomProcessor } from "./ldom-machines.ts";
import { type LdomRelease, type LdomSettings, maxDomains, maxDomainsKey, processorOf, ruleOf } from "./ldom-release.ts";
import { sunMachine } from "./machines.ts";
import { unsupported } from "./unsupported.ts";

/** Machines that cannot be cut: no SPARC, no hypervisor in the firmware, a processor of another release, or too small. */
export function machineMisfits<S extends LdomSettings>(release: LdomRelease<S>, site: Site<S>): readonly Misfit[] {
  const { machine, settings } = site;
  const source = { kind: "recalled", confidence: "sure" } as const;
  if (machine.architecture !== "sparc") {
    const told = { what: "machine-architecture", value: machine.architecture, needs: "sparc" };
    return [unsupported({ rule: "machine.architecture", source }, told)];
  }
  const known = ldomProcessor(machine.model);
  if (known === undefined && sunMachine(machine.model) !== undefined) {
    const told = { what: "machine-model", value: machine.model, needs: "a server with the hypervisor in its firmware" };
    return [unsupported({ rule: "machine.sun4v", source }, told)];
  }
  const asked = settings.processor === "auto" ? known : settings.processor;
  const carried = release.processors(settings);
  if (asked !== undefined && !carried.includes(asked)) {
    const evidence = ruleOf(release.description, "cpu.release");
    return [unsupported(evidence, { what: "host-processor", value: asked, needs: `one of ${carried.join(", ")}` })];
  }
  return shareMisfits(release, site);
}

/** A machine of which the control domain leaves no strand or less memory than one domain needs (LDOM-7). */
function shareMisfits<S extends LdomSettings>(release: LdomRelease<S>, site: Site<S>): readonly Misfit[] {
  const { facts } = release;
  const { machine } = site;
  const source = { kind: "derived", from: "the control domain is always there and keeps its share" } as const;
  const below = (resource: string, value: number, bound: number): readonly Misfit[] =>
    value >= bound ? [] : [{ code: "below-minimum", scope: "machine", resource, value, bound, rule: "LDOM-7", source }];
  const taken = controlMemoryMiB(facts, site, maxDomains(release, site)) + numberOf(facts, "hypervisor.memory");
  return [
    ...below("threads", machine.threads, controlStrands(facts, site) + 1),
    ...below("memoryMiB", machine.memoryMiB, taken + numberOf(facts, "mem.minDomain")),
  ];
}

/** Less than a strand, a part of one, or a part of a core where whole cores are given. */
export function strandMisfits<S extends LdomSettings>(
  release: LdomRelease<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  const source = numberFact(release.facts, "cpu.strand").source;
  const value = spec.vcpus;
  if (value < 1) {
    return [{ code: "below-minimum", scope: "partition", resource: "vcpus", value, bound: 1, rule: "LDOM-1", source }];
  }
  if (!Number.isInteger(value)) {
    return [{ code: "moves-as-one", block: "strand", needs: value, has: Math.floor(value), rule: "LDOM-1", source }];
  }
  const perCore = strandsPerCore(site.machine);
  if (!release.wholeCores(site.settings) || value % perCore === 0) return [];
  const has = Math.floor(value / perCore);
  return [{ code: "moves-as-one", block: "core", needs: value / perCore, has, rule: "cpu.wholeCore", source }];
}

/** A model whose limits nobody looked up, and more virtual networks than one switch takes. */
export function commonCautions<S extends LdomSettings>(
  release: LdomRelease<S>,
  site: Site<S>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  const { facts } = release;
  const processor = processorOf(release, site);
  const unknown = unsupported(
    { rule: "cpu.unknown", source: numberFact(facts, maxDomainsKey(release, site)).source },
    { what: "machine-model", value: site.machine.model, needs: `a stated processor; counted as ${processor}` },
  );
  const isUnknown = site.settings.processor === "auto" && ldomProcessor(site.machine.model) === undefined;
  const nics = specs.reduce((sum, spec) => sum + spec.nics, 0);
  const { value: bound, source } = numberFact(facts, "net.maxVnetsPerSwitch");
  const crowded: Misfit = {
    code: "over-limit",
    scope: "machine",
    resource: "nics",
    value: nics,
    bound,
    rule: "net.maxVnetsPerSwitch",
    source,
  };
  return [...(isUnknown ? [unknown] : []), ...(nics > bound ? [crowded] : [])];
}
