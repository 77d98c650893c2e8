/**
 * Microsoft Virtual Server 2005 (October 2004): a service on 32-bit Windows Server 2003 that runs unmodified 32-bit
 * systems by trap and map. Whole and flat: every value is a claim about this release.
 */
import { deck, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type Misfit,
  type Platform,
  type Site,
  factEvidence,
  machineLimit,
  notSupported,
  partitionLimit,
  withCore,
} from "../partitioning/index.ts";
import { VIRTUAL_SERVER_2005_FACTS as FACTS } from "./virtual-server-2005-facts.ts";
import { type VirtualServerSettings, virtualServerLayer, virtualServerSettings } from "./virtual-server-layer.ts";
import { hostStatement, virtualServerStatements } from "./virtual-server-statements.ts";
import { VIRTUAL_SERVER_CORE } from "./core.ts";
import { VIRTUAL_SERVER_COSTS } from "./core-costs.ts";

const LIMITS = [
  machineLimit(FACTS, "host.maxCpus", "cores"),
  machineLimit(FACTS, "host.optimumMax", "cores", { effect: "warn" }),
  machineLimit(FACTS, "host.maxRam", "memoryMiB", { effect: "clamp" }),
  machineLimit(FACTS, "hw.minRam", "memoryMiB", { side: "min" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
  partitionLimit(FACTS, "vm.maxDisks", "disks"),
  partitionLimit(FACTS, "vm.maxNics", "nics"),
];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "trap-and-map",
    families: ["windows"],
    architectures: ["x86-32"],
    versions: ["NT", "2000", "2003"],
    needsOneOf: [],
    source: deck("Microsoft Virtual Server 2005 – architecture"),
    note: "Windows NT 4 Server, 2000 Server, Server 2003",
  },
  {
    mode: "trap-and-map",
    families: "any",
    architectures: ["x86-32"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "Windows NT 4 Server, 2000 Server or Server 2003",
  },
];

const DESCRIPTION = virtualServerStatements({
  rules: [
    {
      id: "host.ht",
      severity: "warn",
      text: "hyper-threading left on: turn it off before R2",
      source: seen("MSVS-R2"),
    },
  ],
  availability: [{ id: "ha", text: "guests may cluster over shared SCSI, 2 nodes", source: recalled("fairly") }],
  hostStatement: hostStatement("agrees", "Windows Server 2003, 32-bit (host.os); x64 hosts came with R2"),
});

/** Hyper-threading left on: half of its threads are not counted here. */
function threadCautions(site: Site<VirtualServerSettings>): readonly Misfit[] {
  const { threads, cores } = site.machine;
  if (threads <= cores) return [];
  const told = { what: "hyper-threading", value: `${threads} threads on ${cores} cores`, needs: "one thread per core" };
  return [notSupported({ rule: "host.ht", source: FACTS["host.ht"].source }, told)];
}

const LAYER = withCore(
  virtualServerLayer<VirtualServerSettings>({
    id: "virtual-server-2005",
    facts: FACTS,
    settings: virtualServerSettings(FACTS),
    limits: LIMITS,
    guests: GUESTS,
    description: DESCRIPTION,
    hostCpus: (machine) => machine.cores,
    editionCpus: { quantity: "cores", of: (machine) => machine.cores },
    maxVms: () => FACTS["host.maxVms"].value,
    maxVmsEvidence: factEvidence(FACTS, "host.maxVms"),
    moreCautions: threadCautions,
  }),
  { ...VIRTUAL_SERVER_CORE, ...VIRTUAL_SERVER_COSTS },
);

export const VIRTUAL_SERVER_2005: Platform = {
  id: "virtual-server-2005",
  title: "Microsoft Virtual Server 2005",
  maker: "Microsoft",
  generation: "Virtual Server 2005, October 2004",
  year: 2004,
  era: "2006",
  layers: [LAYER],
};
