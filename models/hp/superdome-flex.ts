/**
 * nPartitions of HPE Superdome Flex and its successor Compute Scale-up Server 3200 (from 2017): chassis of four sockets
 * grouped into nPartitions, each a bare-metal x86 system of its own. Only a weak secondary page was seen for it. Left
 * out: the fabric between chassis, hypervisors on top (a plan would take an nPartition as their host).
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type Platform,
  type Site,
  blockLayer,
  withCore,
  DEDICATED_CPUS,
  HARD_PARTITION,
} from "../partitioning/index.ts";
import { NPAR_DECK } from "./deck.ts";
import { hpMachine, hpModels, modelFacts } from "./machines.ts";
import { ruleOf, slotsWanted } from "./npar-layer.ts";
import { unsupported } from "./refusal.ts";
import { SUPERDOME_FLEX_COSTS } from "./core-costs.ts";

const CHASSIS = "chassis";

const FACTS = {
  "npar.minChassis": fact(1, "chassis", assumed("a chassis is the smallest unit that is grouped")),
  "chassis.sockets": fact(4, "sockets", recalled("fairly")),
  "npar.group": fact("one nPartition = one bare-metal system of whole chassis", "", seen("GROK-NPAR"), "a weak source"),
  "cpu.overhead": fact(0, "%", seen("GROK-NPAR"), "bare metal"),
  "io.slotsPerNic": fact(1, "slots", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "slots", assumed("one host adapter reaches all disks; a second path would take another")),
  ...modelFacts(hpModels(["flex"]), ["cells", "maxNpars"]),
  ...HARD_PARTITION,
} as const;

/** There is nothing to set. */
export const SuperdomeFlexSettings = z.strictObject({});
export type SuperdomeFlexSettings = z.infer<typeof SuperdomeFlexSettings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "native",
    families: ["linux", "windows"],
    architectures: ["x86-64"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "RHEL, SLES, Oracle Linux, Windows Server",
  },
];

const DESCRIPTION: LayerDescription = {
  facts: FACTS,
  limits: [],
  guests: GUESTS,
  grains: [
    { kind: "block", name: CHASSIS, holds: "4 sockets with their memory and slots", min: FACTS["npar.minChassis"] },
  ],
  rules: [
    { id: "NPAR-1", severity: "refuse", text: "an nPartition without a chassis", source: seen("GROK-NPAR") },
    { id: "NPAR-2", severity: "refuse", text: "a chassis in two nPartitions", source: seen("GROK-NPAR") },
    {
      id: "NPAR-3",
      severity: "refuse",
      text: "a part of a chassis; wishes are rounded up and the waste is told",
      source: seen("GROK-NPAR"),
    },
    {
      id: "NPAR-5",
      severity: "refuse",
      text: "more nPartitions than chassis",
      source: FACTS["npar.minChassis"].source,
    },
    { id: "NPAR-6", severity: "refuse", text: "anything but 64-bit x86 systems", source: recalled("fairly") },
    { id: "mig.none", severity: "refuse", text: "live migration of an nPartition", source: recalled("sure") },
    {
      id: "machine.model",
      severity: "refuse",
      text: "a machine that is no Superdome Flex or Scale-up 3200",
      source: recalled("fairly"),
    },
    { id: "machine.boards", severity: "refuse", text: "more chassis than the model takes", source: recalled("fairly") },
  ],
  operations: [
    { id: "op.regroup", text: "chassis are grouped anew while their nPartitions are down", source: recalled("unsure") },
  ],
  migration: [],
  availability: [
    { id: "iso", text: "an nPartition is a system of its own on hardware of its own", source: seen("GROK-NPAR") },
  ],
  licence: { value: "per core or socket of the nPartition, by the system's maker", source: recalled("fairly") },
  overheadFormula: { value: "0: an nPartition's memory is the memory of its chassis", source: seen("GROK-NPAR") },
  deck: NPAR_DECK.filter((statement) => statement.id === "s1"),
};

const rule = (id: string) => ruleOf(DESCRIPTION, id);
const chassisOf = (site: Site) => site.machine.blocks.find((block) => block.name === CHASSIS)?.count ?? 0;

function machineMisfits(site: Site): readonly Misfit[] {
  const model = hpMachine(site.machine.model);
  if (model?.chipset !== "flex") {
    const needs = hpModels(["flex"])
      .map((one) => one.model)
      .join(" or ");
    return [unsupported(rule("machine.model"), { what: "machine-model", value: site.machine.model, needs })];
  }
  const value = chassisOf(site);
  const bound = model.cells.value;
  if (value <= bound) return [];
  const told = { scope: "machine", resource: `block:${CHASSIS}`, value, bound } as const;
  return [{ code: "over-limit", ...told, ...rule("machine.boards") }];
}

const LAYER = withCore(
  blockLayer<SuperdomeFlexSettings>({
    id: "superdome-flex",
    noun: "nPartition",
    nouns: "nPartitions",
    type: "hardware",
    technique: "electrical",
    standsOn: ["server"],
    yields: "npar",
    settings: SuperdomeFlexSettings,
    description: DESCRIPTION,
    maxPartitions: (site) => Math.min(chassisOf(site), hpMachine(site.machine.model)?.maxNpars.value ?? 1),
    blocksOf: (site) => site.machine.blocks,
    minimumBlocks: { [CHASSIS]: FACTS["npar.minChassis"].value },
    ioSlotsWanted: (wants) => slotsWanted(FACTS, wants),
    vendorSettings: (sized) => ({
      chassis: sized.blocks[CHASSIS] ?? 0,
      wastedCores: Math.max(0, sized.cores - sized.wants.peakCores),
      wastedMemoryMiB: Math.max(0, sized.memoryMiB - sized.wants.memoryMiB),
    }),
    evidence: () => ({ partitions: rule("NPAR-5"), [`block:${CHASSIS}`]: rule("NPAR-2") }),
    minimumRule: rule("NPAR-1"),
    wholeRule: rule("NPAR-3"),
    guestRule: rule("NPAR-6"),
    needRules: [{ need: "live-migration", ...rule("mig.none"), instead: "a hypervisor within the nPartition" }],
    moreMachineMisfits: machineMisfits,
  }),
  { ...DEDICATED_CPUS, ...SUPERDOME_FLEX_COSTS },
);

export const SUPERDOME_FLEX: Platform = {
  id: "superdome-flex",
  title: "HPE Superdome Flex nPartitions",
  maker: "HPE",
  generation: "Superdome Flex, 2017; Compute Scale-up Server 3200",
  year: 2017,
  era: "living",
  layers: [LAYER],
};
