/**
 * Microsoft Virtual Server 2005 R2 (December 2005): as a service on 32-bit or x64 Windows Server 2003, guests still
 * 32-bit; editions count sockets, hosts may cluster. Whole and flat: every value is a claim about this release.
 */
import { z } from "zod";
import { deck, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type Platform,
  type Site,
  factEvidence,
  machineLimit,
  partitionLimit,
  withCore,
} from "../partitioning/index.ts";
import { VIRTUAL_SERVER_2005_R2_FACTS as FACTS } from "./virtual-server-2005-r2-facts.ts";
import {
  HOST_SYSTEMS,
  hostSystemMisfits,
  hostSystemOf,
  virtualServerLayer,
  virtualServerSettings,
} from "./virtual-server-layer.ts";
import { hostStatement, virtualServerStatements } from "./virtual-server-statements.ts";
import { VIRTUAL_SERVER_CORE } from "./core.ts";
import { VIRTUAL_SERVER_COSTS } from "./core-costs.ts";

export const VirtualServerR2Settings = virtualServerSettings(FACTS).extend({
  /** Word size of the host's Windows; "auto" = x64 where the processors are. */
  hostSystem: z.enum(HOST_SYSTEMS).default("auto"),
});
export type VirtualServerR2Settings = z.infer<typeof VirtualServerR2Settings>;

const LIMITS = [
  machineLimit(FACTS, "host.maxCpus", "sockets"),
  machineLimit(FACTS, "host.optimumMax", "sockets", { effect: "warn" }),
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
  rules: [{ id: "host.os", severity: "refuse", text: "an x64 Windows on 32-bit processors", source: seen("MSVS-R2") }],
  availability: [
    {
      id: "ha",
      text: "host clustering: 2 to 8 nodes on shared SCSI, SAN or iSCSI; machines restart on another node",
      source: seen("MSVS-hc"),
    },
    { id: "ha.guest", text: "guests cluster over shared SCSI (2 nodes), more over iSCSI", source: recalled("fairly") },
  ],
  hostStatement: hostStatement("differs", "R2 adds x64 hosts (host.os)"),
});

const LAYER = withCore(
  virtualServerLayer<VirtualServerR2Settings>({
    id: "virtual-server-2005-r2",
    facts: FACTS,
    settings: VirtualServerR2Settings,
    limits: LIMITS,
    guests: GUESTS,
    description: DESCRIPTION,
    hostCpus: (machine) => machine.threads,
    editionCpus: { quantity: "sockets", of: (machine) => machine.sockets },
    maxVms: () => FACTS["host.maxVms"].value,
    maxVmsEvidence: factEvidence(FACTS, "host.maxVms"),
    vendorSettings: (site) => ({ hostSystem: hostSystemOf(site) }),
    moreMachineMisfits: (site: Site<VirtualServerR2Settings>) => hostSystemMisfits(DESCRIPTION, site),
  }),
  { ...VIRTUAL_SERVER_CORE, ...VIRTUAL_SERVER_COSTS },
);

export const VIRTUAL_SERVER_2005_R2: Platform = {
  id: "virtual-server-2005-r2",
  title: "Microsoft Virtual Server 2005 R2",
  maker: "Microsoft",
  generation: "Virtual Server 2005 R2, December 2005",
  year: 2005,
  era: "2006",
  layers: [LAYER],
};
