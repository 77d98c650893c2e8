/**
 * Domains of Sun machines whose boards hold everything: CPUs, memory and I/O leave and join together (Enterprise 10000,
 * SPARC Enterprise M-series). A family hands in its flat table of facts, how its boards are divided, and its own rules.
 * Left out: dynamic reconfiguration while running (rules that bind only then are cautions), boards that differ within a
 * machine.
 */
import type { z } from "zod";
import { type Facts, numberFact, numberOf } from "../fact.ts";
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
import { rounded, slotsWanted } from "./domain-layer.ts";
import { type SunFamily, type SunMachine, sunMachine } from "./machines.ts";
import { boardMisfits, modelMisfits } from "./model-refusals.ts";
import { releaseMisfits } from "./solaris-release.ts";
import { unsupported } from "./unsupported.ts";

export interface WholeBoardFamily<S> {
  readonly id: string;
  readonly family: SunFamily;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "limits" | "guests">;
  /** Name of the undivided board, as machines are fitted with it. */
  readonly board: string;
  /** The boards as the settings divide them; left out = undivided. */
  readonly blocksOf?: (site: Site<S>) => readonly BlockStock[];
  readonly chooseBlocks?: (wants: PartitionWants, site: Site<S>) => BlockCounts;
  /** The vendor's terms beside the waste of rounding. */
  readonly vendorSettings: (sized: SizedBlocks, site: Site<S>) => Readonly<Record<string, number | string>>;
  /** Refusals of one domain by its boards, DSD-2 left to the builder. */
  readonly morePartitionMisfits?: (spec: PartitionSpec) => readonly Misfit[];
  readonly moreCautions?: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

const boardsOf = (spec: PartitionSpec) => Object.values(spec.blocks).reduce((sum, count) => sum + count, 0);

/** A domain without any board (DSD-2). */
function emptyMisfits(facts: Facts, board: string, spec: PartitionSpec): readonly Misfit[] {
  const { value: bound, source } = numberFact(facts, "domain.minBoards");
  const value = boardsOf(spec);
  if (value >= bound) return [];
  const evidence = { rule: "DSD-2", source };
  return [{ code: "below-minimum", scope: "partition", resource: `block:${board}`, value, bound, ...evidence }];
}

/** Domains of one board, told once per machine: neither their kernel's memory nor their last I/O path can leave. */
function singleBoardCautions(board: string, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const single = specs.filter((spec) => boardsOf(spec) === 1).length;
  if (single === 0) return [];
  const source = { kind: "derived", from: "the last board of a domain holds its kernel and its I/O path" } as const;
  const told = { what: "online-detach", value: `${single} with one ${board}`, needs: `a second ${board} per domain` };
  return [unsupported({ rule: "DSD-7", source }, told)];
}

/** Build the layer of one family of whole-board domains. */
export function wholeBoardLayer<S>(family: WholeBoardFamily<S>): Layer<S> {
  const { facts, board } = family;
  const modelOf = (site: Site<S>): SunMachine | undefined => sunMachine(site.machine.model);
  const fitted = (site: Site<S>) => site.machine.blocks.filter((block) => block.name === board);
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
    maxPartitions: (site) => modelOf(site)?.maxDomains.value ?? 1,
    blocksOf: family.blocksOf ?? fitted,
    // What a domain must have at least is judged by emptyMisfits: any of its boards will do.
    minimumBlocks: family.chooseBlocks === undefined ? { [board]: numberOf(facts, "domain.minBoards") } : {},
    ioSlotsWanted: (wants) => slotsWanted(facts, wants),
    ...(family.chooseBlocks === undefined ? {} : { chooseBlocks: family.chooseBlocks }),
    vendorSettings: (sized, site) => ({
      ...family.vendorSettings(sized, site),
      wastedCores: rounded(sized.cores - sized.wants.peakCores),
      wastedMemoryMiB: rounded(sized.memoryMiB - sized.wants.memoryMiB),
      wastedIoSlots: sized.ioSlots - slotsWanted(facts, sized.wants),
    }),
    evidence: (site) => {
      const source = modelOf(site)?.maxDomains.source;
      return source === undefined ? {} : { partitions: { rule: "DSD-4", source } };
    },
    minimumRule: { rule: "DSD-2", source: numberFact(facts, "domain.minBoards").source },
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
    moreMachineMisfits: (site) => {
      const refused = modelMisfits(family.family, site.machine.model);
      return refused.length > 0 ? refused : boardMisfits(modelOf(site)?.cpuBoards, board, site.machine);
    },
    morePartitionMisfits: (spec) => [
      ...(family.chooseBlocks === undefined ? [] : emptyMisfits(facts, board, spec)),
      ...(family.morePartitionMisfits?.(spec) ?? []),
      ...releaseMisfits(facts, spec),
    ],
    moreCautions: (site, specs) => [
      ...(family.moreCautions?.(site, specs) ?? []),
      ...singleBoardCautions(board, specs),
    ],
  });
}
