/**
 * Microsoft Virtual Server 2005 R2 SP1 (2007): hardware assistance where the processor has VT-x or AMD-V, Vista and two
 * makers' Linux as guests, 512 machines on x64 hosts. Whole and flat: every value is a claim about this release.
 */
import { z } from "zod";
import { deck, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type Platform,
  type Site,
  machineLimit,
  partitionLimit,
  ruleEvidence,
  withCore,
} from "../partitioning/index.ts";
import { VIRTUAL_SERVER_2005_R2_SP1_FACTS as FACTS } from "./virtual-server-2005-r2-sp1-facts.ts";
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

export const VirtualServerR2Sp1Settings = virtualServerSettings(FACTS).extend({
  /** Word size of the host's Windows; "auto" = x64 where the processors are. */
  hostSystem: z.enum(HOST_SYSTEMS).default("auto"),
  /** Use VT-x or AMD-V where the processor has it. */
  hardwareAssist: z.boolean().default(true),
});
export type VirtualServerR2Sp1Settings = z.infer<typeof VirtualServerR2Sp1Settings>;

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

const NOTE = "Windows NT 4 Server, 2000 Server, Server 2003, Vista; RHEL 2.1 to 5, SLES 9 and 10";
const WINDOWS: GuestSupport = {
  mode: "trap-and-map",
  families: ["windows"],
  architectures: ["x86-32"],
  versions: ["NT", "2000", "2003", "Vista"],
  needsOneOf: [],
  source: deck("Microsoft Virtual Server 2005 – architecture"),
  note: "the deck's three; Vista by MSVS-R2",
};
const LINUX: GuestSupport = {
  mode: "trap-and-map",
  families: ["linux"],
  architectures: ["x86-32"],
  versions: ["RHEL 2", "RHEL 3", "RHEL 4", "RHEL 5", "SLES 9", "SLES 10"],
  needsOneOf: [],
  source: seen("MSVS-R2, WP-MSVS"),
  note: NOTE,
};
const OTHER: GuestSupport = {
  mode: "trap-and-map",
  families: "any",
  architectures: ["x86-32"],
  needsOneOf: [],
  source: recalled("fairly"),
  note: NOTE,
};

const TRAPPED = [WINDOWS, LINUX, OTHER];

/** The same systems under the processor's assistance, which goes before the row without it. */
const assisted = (row: GuestSupport): GuestSupport => ({
  ...row,
  mode: "hvm",
  needsOneOf: [["vt-x"], ["amd-v"]],
  source: recalled("sure"),
});
const GUESTS = TRAPPED.flatMap((row) => [assisted(row), row]);

const DESCRIPTION = virtualServerStatements({
  rules: [
    { id: "host.os", severity: "refuse", text: "an x64 Windows on 32-bit processors", source: seen("MSVS-R2") },
    {
      id: "host.maxVms",
      severity: "refuse",
      text: "more than 64 machines on a 32-bit host, 512 on an x64 host",
      source: recalled("fairly"),
    },
  ],
  availability: [
    {
      id: "ha",
      text: "host clustering: 2 to 8 nodes on shared SCSI, SAN or iSCSI; machines restart on another node",
      source: seen("MSVS-hc"),
    },
    { id: "ha.guest", text: "guests cluster over shared SCSI (2 nodes), more over iSCSI", source: recalled("fairly") },
  ],
  hostStatement: hostStatement("differs", "x64 hosts since R2 (host.os)"),
});

const LAYER = withCore(
  virtualServerLayer<VirtualServerR2Sp1Settings>({
    id: "virtual-server-2005-r2-sp1",
    facts: FACTS,
    settings: VirtualServerR2Sp1Settings,
    limits: LIMITS,
    guests: GUESTS,
    guestsUnder: ({ hardwareAssist }) => (hardwareAssist ? GUESTS : TRAPPED),
    description: DESCRIPTION,
    hostCpus: (machine) => machine.threads,
    editionCpus: { quantity: "sockets", of: (machine) => machine.sockets },
    maxVms: (site) => FACTS[`host.maxVms.${hostSystemOf(site)}`].value,
    maxVmsEvidence: ruleEvidence(DESCRIPTION, "host.maxVms"),
    vendorSettings: (site) => ({ hostSystem: hostSystemOf(site) }),
    moreMachineMisfits: (site: Site<VirtualServerR2Sp1Settings>) => hostSystemMisfits(DESCRIPTION, site),
  }),
  { ...VIRTUAL_SERVER_CORE, ...VIRTUAL_SERVER_COSTS },
);

export const VIRTUAL_SERVER_2005_R2_SP1: Platform = {
  id: "virtual-server-2005-r2-sp1",
  title: "Microsoft Virtual Server 2005 R2 SP1",
  maker: "Microsoft",
  generation: "Virtual Server 2005 R2 SP1, 2007",
  year: 2007,
  era: "2006",
  layers: [LAYER],
};
