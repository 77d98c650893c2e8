/**
 * What the 2006 deck says of Xen 3.0, statement by statement, beside what documents hold. Its status table is kept as it
 * stands, row by row; releases differ only in what their documents say of a row. The Itanium and Power columns are the
 * deck's own: no such port is modelled here.
 */
import { type Source, deck, seen } from "../fact.ts";
import type { DeckStatement } from "../partitioning/index.ts";

const STATUS_SLIDE = "Current Status";

/** Columns of the status table. */
const PORTS = ["x86_32", "x86_32p", "x86_64", "IA64", "Power"] as const;

/** Colours of one row, by column: green = works, red = does not, blank = left white. */
type Colours = readonly ["green" | "blank", "green", "green", "green" | "red", "green" | "red" | "blank"];

/** Rows of the status table, with what documents hold of each on x86 unless a release says otherwise. */
const STATUS: readonly (Told & { readonly row: StatusRow; readonly name: string; readonly colours: Colours })[] = [
  {
    row: "privileged",
    name: "privileged domains",
    colours: ["green", "green", "green", "green", "green"],
    verdict: "agrees",
    documented: "dom0 on the three x86 builds",
    source: seen("X30-man"),
  },
  {
    row: "guests",
    name: "guest domains",
    colours: ["green", "green", "green", "green", "green"],
    verdict: "agrees",
    documented: "paravirtual kernels of the build's own word size (os.build)",
    source: seen("X30-man"),
  },
  {
    row: "smp",
    name: "SMP guests",
    colours: ["green", "green", "green", "red", "red"],
    verdict: "agrees",
    documented: "up to 32 virtual CPUs (vm.maxVcpu)",
    source: seen("X30-src, X30-man"),
  },
  {
    row: "migrate",
    name: "save, restore and migrate",
    colours: ["green", "green", "green", "red", "red"],
    verdict: "differs",
    documented: "paravirtual domains only; HVM domains from 3.1 (mig.hvm)",
    source: seen("X304-src, X31-src"),
  },
  {
    row: "memory",
    name: "more than 4 GB of memory",
    colours: ["blank", "green", "green", "green", "green"],
    verdict: "agrees",
    documented: "4 GiB without PAE, 16 by the code with it, 1024 on x86_64",
    source: seen("X30-man, X30-src"),
  },
  {
    row: "vt",
    name: "VT",
    colours: ["green", "green", "green", "green", "blank"],
    verdict: "agrees",
    documented: "VT-x from 3.0.0",
    source: seen("X30-man"),
  },
  {
    row: "drivers",
    name: "driver domains",
    colours: ["green", "green", "green", "red", "red"],
    verdict: "agrees",
    documented: "back ends outside dom0 are possible; without an IOMMU they are not safe against DMA",
    source: deck("I/O Architecture"),
  },
];

type StatusRow = "privileged" | "guests" | "smp" | "migrate" | "memory" | "vt" | "drivers";

interface Told {
  readonly verdict: DeckStatement["verdict"];
  readonly documented: string;
  readonly source: Source;
}

/** "green on x86_32, x86_32p; red on IA64", colour by colour. */
function coloursText(colours: Colours): string {
  const of = (colour: Colours[number]) => PORTS.filter((_port, column) => colours[column] === colour);
  return (["green", "red", "blank"] as const)
    .filter((colour) => of(colour).length > 0)
    .map((colour) => `${colour} on ${of(colour).join(", ")}`)
    .join("; ");
}

/** The status table as statements, one per row. */
const statusStatements = (release: Partial<Record<StatusRow, Told>>): readonly DeckStatement[] =>
  STATUS.map(({ row, name, colours, ...general }) => ({
    id: `seed.arch.${row}`,
    says: `${name}: ${coloursText(colours)}`,
    slide: STATUS_SLIDE,
    ...(release[row] ?? { verdict: general.verdict, documented: general.documented, source: general.source }),
  }));

/** Statements whose other side is the same in all releases of 3.0. */
const SERIES: readonly DeckStatement[] = [
  {
    id: "seed.vcpu",
    says: "up to 32 virtual CPUs; simple hot-plug",
    slide: "SMP Guest Kernels",
    verdict: "agrees",
    documented: "32 (vm.maxVcpu)",
    source: seen("X30-src"),
  },
  {
    id: "seed.pae",
    says: "Xen 3 supports PAE for more than 4 GB; Xen lives in the top 64 MB",
    slide: "x86_32",
    verdict: "differs",
    documented: "the manual says 64 GB, the code cuts off at 16 GB; 168 MB of address space with PAE",
    source: seen("X30-man, X30-src, X304-src"),
  },
  {
    id: "seed.hvm",
    says: "vmexits for some instructions, shadow page tables, emulated BIOS, APIC, RTC, pcnet32 and IDE; PV drivers later",
    slide: "VT-x / Pacifica : hvm",
    verdict: "agrees",
    documented: "shadow memory and a QEMU device model in dom0",
    source: seen("X304-man"),
  },
  {
    id: "seed.mig",
    says: "networked storage and a common L2 network or L3 re-routing; bound downtime and resources",
    slide: "Assumptions",
    verdict: "agrees",
    documented: "shared storage, same L2, adaptive rate",
    source: seen("X30-man"),
  },
];

/** The deck on Xen 3.0 beside one release: what its documents say of Windows, of scheduling, of I/O and of the table's rows. */
export function xen3Deck(release: {
  readonly windows: Told;
  readonly smp: Told;
  readonly io: Told;
  readonly status?: Partial<Record<StatusRow, Told>>;
}): readonly DeckStatement[] {
  return [
    {
      id: "seed.windows",
      says: "currently no Windows, the kernel must be modified; VT will enable unmodified guests",
      slide: "Xen 3.0",
      ...release.windows,
    },
    ...SERIES,
    {
      id: "seed.smp",
      says: "all virtual CPUs at once is the wish, but strict gang scheduling is not work conserving",
      slide: "SMP Guest Kernels",
      ...release.smp,
    },
    {
      id: "seed.io",
      says: "I/O virtualization in software can burn 10 to 30 % more CPU, more for network than storage",
      slide: "IO Virtualization",
      ...release.io,
    },
    ...statusStatements(release.status ?? {}),
  ];
}
