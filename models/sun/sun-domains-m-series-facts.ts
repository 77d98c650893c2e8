/** What documents hold of M-series domains: the flat table of facts, rules, operations, and the deck beside them. */
import { assumed, fact, recalled, seen } from "../fact.ts";
import { HARD_PARTITION } from "../partitioning/index.ts";
import type { LayerDescription } from "../partitioning/index.ts";
import { M_SERIES_DECK } from "./deck.ts";
import { familyFacts } from "./machines.ts";

/** An XSB that carries I/O (every Uni-XSB does), and a quarter of a board that does not. */
export const XSB = "xsb";
export const XSB_WITHOUT_IO = "xsb-no-io";

export const M_SERIES_FACTS = {
  "domain.minBoards": fact(1, "XSBs", recalled("sure"), "one with I/O"),
  "domain.maxXsbs": fact(16, "XSBs", seen("MOV07-3.1.1, MOV10-2.2.3"), "one LSB number each, 00 to 15"),
  "xsb.perUniBoard": fact(1, "XSBs", seen("MOV07-3.1.1")),
  "xsb.perQuadBoard": fact(4, "XSBs", seen("MOV07-3.1.1"), "one CPU and a quarter of the memory each"),
  "xsb.quadSlots": fact(2, "slots", seen("MAG07-A2"), "M4000 and M5000: one of the two has a PCI-X slot more"),
  "board.maxCpus": fact(4, "CPUs", recalled("fairly"), "of a physical system board"),
  "os.minRelease": fact(10, "Solaris", recalled("fairly"), "10 11/06 with patches, 10 8/07"),
  "os.maxRelease": fact(11, "Solaris", recalled("fairly"), "11.3; 11.4 dropped SPARC64 VI and VII"),
  "dr.pool": fact("the domain's component list", "", seen("MDR-2.1"), "a board joins only a domain that lists it"),
  "cpu.overhead": fact(0, "%", recalled("fairly"), "no hypervisor: hardware"),
  "io.slotsPerNic": fact(1, "slots", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "slots", assumed("one host adapter reaches all disks; a second path would take another")),
  ...familyFacts("m-series"),
  ...HARD_PARTITION,
} as const;

export const M_SERIES_DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    {
      kind: "block",
      name: XSB,
      holds: "a system board with its CPUs, memory and I/O, or a quarter of it",
      min: M_SERIES_FACTS["domain.minBoards"],
      max: M_SERIES_FACTS["domain.maxXsbs"],
    },
  ],
  rules: [
    {
      id: "DSD-1",
      severity: "refuse",
      text: "partitioning a model that has one domain (M3000), or one that is not in the table",
      source: recalled("fairly"),
    },
    { id: "DSD-2", severity: "refuse", text: "a domain without an XSB", source: recalled("sure") },
    {
      id: "DSD-3",
      severity: "refuse",
      text: "a part of an XSB; wishes are rounded up to whole XSBs and the waste is told",
      source: seen("MOV07-3.1.1"),
    },
    {
      id: "DSD-4",
      severity: "refuse",
      text: "more domains than the model allows: 2 on M4000, 4 on M5000, 16 on M8000, 24 on M9000",
      source: seen("MOV10-2.2.3"),
    },
    {
      id: "DSD-6",
      severity: "refuse",
      text: "an operating system other than Solaris on SPARC",
      source: recalled("sure"),
    },
    {
      id: "DSD-7",
      severity: "warn",
      text: "a domain of one XSB: it holds the kernel and the last I/O path and cannot be detached",
      source: seen("MDR-2.2"),
    },
    {
      id: "DSD-8",
      severity: "refuse",
      text: "a domain of quarters without I/O only: on M4000 and M5000 two of the four carry I/O",
      source: seen("MAG07-A2"),
    },
    {
      id: "xsb.quad",
      severity: "warn",
      text: "domains on Quad-XSBs: a fault of the board may hit up to four of them",
      source: recalled("fairly"),
    },
    { id: "os.release", severity: "refuse", text: "Solaris before 10 or after 11", source: recalled("fairly") },
    { id: "mig.none", severity: "refuse", text: "live migration of a domain", source: recalled("sure") },
    { id: "machine.model", severity: "refuse", text: "a model of another family", source: recalled("sure") },
    { id: "machine.boards", severity: "refuse", text: "more boards than the model takes", source: recalled("fairly") },
  ],
  operations: [
    {
      id: "op.xsb",
      text: "XSBs on the domain's component list join and leave while it runs; free ones wait in a pool",
      source: seen("MDR-2.1, MDR-2.2"),
    },
    {
      id: "op.floating",
      text: "a floating board is kept free of kernel memory; copy and rename moves what is there",
      source: seen("MDR-2.1, MDR-2.2"),
    },
  ],
  migration: [],
  availability: [
    { id: "iso", text: "Uni-XSB: a fault of CPU or memory stays with its domain", source: seen("MOV10-2.2.3") },
    {
      id: "mix",
      text: "SPARC64 VI and VII may share a domain, which then runs in the older one's mode",
      source: recalled("fairly"),
    },
  ],
  licence: {
    value: "none for domains; Solaris right-to-use comes with the machine, software per CPU counts the domain's CPUs",
    source: recalled("fairly"),
  },
  overheadFormula: { value: "0: a domain's memory is the memory of its XSBs", source: recalled("sure") },
  deck: M_SERIES_DECK,
};
