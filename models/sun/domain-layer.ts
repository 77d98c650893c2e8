/**
 * What both families of Sun's Dynamic System Domains share: a domain is whole boards with their CPUs and memory plus
 * whole I/O boards, isolated electrically, running one Solaris of its own; nothing is shared and nothing is taken by a
 * hypervisor. A family hands in its flat table of facts, its blocks and its own rules. Left out: dynamic
 * reconfiguration while running (rules that bind only then are cautions), board memory that differs within a machine.
 */
import { type Facts, type Source, numberFact, numberOf } from "../fact.ts";
import {
  type BlockCounts,
  type BlockStock,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  type SizedBlocks,
  blockLayer,
} from "../partitioning/index.ts";
import type { z } from "zod";
import { type SunFamily, type SunMachine, sunMachine } from "./machines.ts";
import { boardMisfits, modelMisfits } from "./model-refusals.ts";
import { releaseMisfits } from "./solaris-release.ts";
import { unsupported } from "./unsupported.ts";

export interface DomainFamily<S> {
  readonly id: string;
  readonly family: SunFamily;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "limits" | "guests">;
  /** Names of the blocks: CPUs with memory, and I/O. */
  readonly cpuBlock: string;
  readonly ioBlock: string;
  /** Domains this model allows under these settings, with the source of the bound. */
  readonly maxDomains: (model: SunMachine, settings: S) => { readonly value: number; readonly source: Source };
  /** The stock as the settings change it; left out = as fitted. */
  readonly blocksOf?: (site: Site<S>) => readonly BlockStock[];
  readonly chooseBlocks?: (wants: PartitionWants, site: Site<S>) => BlockCounts;
  readonly moreMachineMisfits: (model: SunMachine, site: Site<S>) => readonly Misfit[];
  readonly moreCautions: (model: SunMachine, site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

const WASTE_STEPS_PER_UNIT = 1000;
/** Waste as it is told: to a thousandth of a core or MiB. */
export const rounded = (value: number): number => Math.round(value * WASTE_STEPS_PER_UNIT) / WASTE_STEPS_PER_UNIT;

/** Slots of the adapters: one per network interface, and for any number of disks the same few host adapters. */
export function slotsWanted(facts: Facts, wants: PartitionWants): number {
  return wants.nics * numberOf(facts, "io.slotsPerNic") + (wants.disks > 0 ? numberOf(facts, "io.slotsForDisks") : 0);
}

/** Models that cannot be cut, models of another family, more boards than the model takes, and what the family adds. */
function machineMisfits<S>(family: DomainFamily<S>, site: Site<S>): readonly Misfit[] {
  const model = sunMachine(site.machine.model);
  const refused = modelMisfits(family.family, site.machine.model);
  if (model === undefined || refused.length > 0) return refused;
  return [
    ...boardMisfits(model.cpuBoards, family.cpuBlock, site.machine),
    ...boardMisfits(model.ioBoards, family.ioBlock, site.machine),
    ...family.moreMachineMisfits(model, site),
  ];
}

/** Domains whose last I/O path could never be detached, told once per machine. */
function singlePathCautions<S>(family: DomainFamily<S>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const single = specs.filter((spec) => spec.blocks[family.ioBlock] === 1).length;
  if (single === 0) return [];
  return [
    unsupported(
      { rule: "DSD-7", source: { kind: "derived", from: "the last I/O path of a domain cannot be detached" } },
      {
        what: "online-detach",
        value: `${single} with one ${family.ioBlock}`,
        needs: `a second ${family.ioBlock} per domain`,
      },
    ),
  ];
}

/** Boards by what they are, any third kind under its own name, and what rounding up leaves unused (DSD-3). */
const boardsAndWaste =
  <S>(family: DomainFamily<S>) =>
  (sized: SizedBlocks) => ({
    cpuBoards: sized.blocks[family.cpuBlock] ?? 0,
    ioBoards: sized.blocks[family.ioBlock] ?? 0,
    ...Object.fromEntries(
      Object.entries(sized.blocks).filter(([name]) => name !== family.cpuBlock && name !== family.ioBlock),
    ),
    wastedCores: rounded(sized.cores - sized.wants.peakCores),
    wastedMemoryMiB: rounded(sized.memoryMiB - sized.wants.memoryMiB),
    wastedIoSlots: sized.ioSlots - slotsWanted(family.facts, sized.wants),
  });

/** Build the layer of one family of domains. */
export function domainLayer<S>(family: DomainFamily<S>): Layer<S> {
  const { facts } = family;
  const bound = (site: Site<S>) => {
    const model = sunMachine(site.machine.model);
    return model === undefined ? undefined : family.maxDomains(model, site.settings);
  };
  return blockLayer<S>({
    id: family.id,
    noun: "domain",
    nouns: "domains",
    type: "hardware",
    technique: "electrical",
    standsOn: ["server"],
    yields: "domain",
    settings: family.settings,
    description: { ...family.description, facts, guests: family.guests, limits: [] },
    maxPartitions: (site) => bound(site)?.value ?? 1,
    blocksOf: family.blocksOf ?? ((site) => site.machine.blocks),
    minimumBlocks: {
      [family.cpuBlock]: numberOf(facts, "domain.minCpuBoards"),
      [family.ioBlock]: numberOf(facts, "domain.minIoBoards"),
    },
    ioSlotsWanted: (wants) => slotsWanted(facts, wants),
    ...(family.chooseBlocks === undefined ? {} : { chooseBlocks: family.chooseBlocks }),
    vendorSettings: boardsAndWaste(family),
    evidence: (site) => {
      const source = bound(site)?.source;
      return source === undefined ? {} : { partitions: { rule: "DSD-4", source } };
    },
    minimumRule: { rule: "DSD-2", source: numberFact(facts, "domain.minCpuBoards").source },
    wholeRule: { rule: "DSD-3", source: numberFact(facts, "board.maxCpus").source },
    guestRule: { rule: "DSD-6", source: numberFact(facts, "os.minRelease").source },
    needRules: [
      {
        need: "live-migration",
        rule: "mig.none",
        source: { kind: "derived", from: "a domain is hardware: boards move, running systems do not" },
        instead: "a platform that can move a running partition",
      },
    ],
    moreMachineMisfits: (site) => machineMisfits(family, site),
    morePartitionMisfits: (spec) => releaseMisfits(facts, spec),
    moreCautions: (site, specs) => {
      const model = sunMachine(site.machine.model);
      if (model === undefined || specs.length === 0) return [];
      return [...family.moreCautions(model, site, specs), ...singlePathCautions(family, specs)];
    },
  });
}
