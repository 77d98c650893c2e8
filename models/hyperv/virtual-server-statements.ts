/**
 * What documents and the deck say in words of every release of Virtual Server; a release adds its own sentences. Figures
 * stay in the flat tables of the releases.
 */
import { deck, derived, recalled, seen } from "../fact.ts";
import type { DeckStatement, LayerDescription, RuleStatement } from "../partitioning/index.ts";

const SLIDE = "Microsoft Virtual Server 2005";
const ARCHITECTURE_SLIDE = "Microsoft Virtual Server 2005 – architecture";

const RULES: readonly RuleStatement[] = [
  { id: "hw.arch", severity: "refuse", text: "a host that is not x86; no Itanium", source: seen("MSVS-R2") },
  {
    id: "os",
    severity: "refuse",
    text: "a 64-bit guest, whatever the host: guests are 32-bit only",
    source: seen("MSVS-R2"),
  },
  {
    id: "mem.fit",
    severity: "refuse",
    text: "memory of all machines, 32 MB more for each, and the host's own beyond the RAM: no overcommit",
    source: seen("MSVS-doc"),
  },
  {
    id: "cpu.reserved",
    severity: "refuse",
    text: "reserves that together pass 100 % of the system: a machine starts only while its reserve is there",
    source: seen("MSVS-api"),
  },
  {
    id: "cpu.reservedOfOne",
    severity: "refuse",
    text: "a reserve beyond one CPU, 100 over the host's CPUs in percent of the system",
    source: derived("vm.maxVcpu, cpu.max"),
  },
  {
    id: "cpu.max",
    severity: "refuse",
    text: "a maximum beyond 100 over the host's CPUs, in percent of the system",
    source: seen("MSVS-api"),
  },
  { id: "mig.none", severity: "refuse", text: "live migration: there is none", source: recalled("sure") },
  {
    id: "io.passthrough",
    severity: "refuse",
    text: "a device passed through to a guest: all devices are emulated",
    source: seen("MSVS-doc"),
  },
  { id: "cpu.capped", severity: "warn", text: "a maximum below a machine's peak demand", source: seen("MSVS-api") },
  {
    id: "os.unlisted",
    severity: "warn",
    text: "a 32-bit system that is not on the support list",
    source: recalled("fairly"),
  },
];

const COMMON_DECK: readonly DeckStatement[] = [
  {
    id: "seed.vm",
    says: "1 CPU and up to 3.6 GB of memory for a virtual machine",
    slide: ARCHITECTURE_SLIDE,
    verdict: "agrees",
    documented: "one CPU (vm.maxVcpu), 3.6 GB (vm.maxRam); the related interface says 3712 MB (vm.maxRamApi)",
    source: seen("MSVS-doc"),
  },
  {
    id: "seed.vhds",
    says: "up to 32 virtual hard disks on one machine, which may grow and be differenced",
    slide: SLIDE,
    verdict: "agrees",
    documented: "4 IDE and 4 SCSI controllers with 7 each (vm.maxDisks)",
    source: recalled("sure"),
  },
  {
    id: "seed.scale",
    says: "best on 2 to 8 ways, up to 32 CPUs and 64 GB",
    slide: ARCHITECTURE_SLIDE,
    verdict: "agrees",
    documented: "32 in the Enterprise edition, 4 in Standard (host.maxCpus, host.maxCpus.standard)",
    source: seen("MSVS-R2"),
  },
  {
    id: "seed.licence",
    says: "no charge for Virtual Server, but a Windows Server 2003 licence for every four guests",
    slide: SLIDE,
    verdict: "differs",
    documented:
      "four running guests come with Windows Server 2003 R2 Enterprise only; Standard covers one, Datacenter any number from October 2006; free of charge since April 2006 (lic.guestsPerLicence)",
    source: recalled("sure"),
  },
  {
    id: "seed.nt",
    says: "well suited to Windows NT that is no longer supported; native Windows Server 2003 still advised for much",
    slide: SLIDE,
    verdict: "opinion",
    documented: "NT 4 Server is on the guest list",
    source: deck(SLIDE),
  },
];

/** The description of one release: what all share, and the sentences that are the release's own. */
export function virtualServerStatements(own: {
  readonly rules: readonly RuleStatement[];
  readonly availability: LayerDescription["availability"];
  readonly hostStatement: DeckStatement;
}): Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> {
  return {
    rules: [...RULES, ...own.rules],
    operations: [
      { id: "op.cpu", text: "weight, reserve and maximum change while machines run", source: seen("MSVS-api") },
      { id: "op.size", text: "memory and devices change with the machine off", source: recalled("sure") },
      { id: "op.undo", text: "undo and differencing disks; a machine is saved and restored", source: seen("MSVS-doc") },
    ],
    migration: [],
    availability: own.availability,
    licence: {
      value: "one Windows Server 2003 licence on the host for every four guests: sum over hosts of ceil(guests / 4)",
      source: deck(SLIDE),
      note: "by documents this is the 2003 R2 Enterprise edition; 1 with Standard, no bound with Datacenter",
    },
    overheadFormula: {
      value: "32 MB per machine (video memory and code cache)",
      source: seen("MSVS-doc"),
      note: "a machine of 128 MB needs 160",
    },
    deck: [...COMMON_DECK, own.hostStatement],
  };
}

/** What the deck says of the host's system; `documented` is the release's own. */
export const hostStatement = (verdict: DeckStatement["verdict"], documented: string): DeckStatement => ({
  id: "seed.host",
  says: "needs a hosting system; Windows Server 2003 32-bit is the supported one",
  slide: ARCHITECTURE_SLIDE,
  verdict,
  documented,
  source: seen("MSVS-R2"),
});
