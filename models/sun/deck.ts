/**
 * What the 2006 deck says of Sun, statement by statement, beside what documents hold. The slide calls itself IBM's view:
 * a label is an opinion, a figure is checked.
 */
import { recalled, seen } from "../fact.ts";
import type { DeckStatement } from "../partitioning/index.ts";

const SLIDE = "Sun virtualization / partitioning capabilities";

/** The deck's words, each written once: platforms that follow repeat them beside their own documents. */
const SAYS = {
  s9: "domains take mixed CPUs, and system boards are isolated electrically",
  s10: "the grain is the board; CPUs and memory move together",
  s11: "I/O moves in steps of four slots",
  s12: "less than a processor cannot be allotted",
} as const;

const about = (
  id: keyof typeof SAYS,
  rest: Pick<DeckStatement, "verdict" | "documented" | "source">,
): DeckStatement => ({
  id,
  says: SAYS[id],
  slide: SLIDE,
  ...rest,
});

export const SUN_DOMAINS_DECK: readonly DeckStatement[] = [
  about("s9", {
    verdict: "agrees",
    documented: "with limits: 750 MHz boards and 900 MHz boards do not share a chassis (DSD-5)",
    source: seen("SFCOMP-4"),
  }),
  about("s10", {
    verdict: "agrees",
    documented: "one CPU/memory board with at most 4 CPUs (board.maxCpus, domain.minCpuBoards)",
    source: seen("SFDR-2, SFCOMP-4"),
  }),
  about("s11", {
    verdict: "differs",
    documented:
      "four slots on the high end (hsPCI) and for the midrange cPCI assembly; 8 for the PCI assembly, 6 on the 3800",
    source: seen("HOISE-15K, SFCOMP-4"),
  }),
  about("s12", {
    verdict: "agrees",
    documented: "right for domains, whose smallest step is a board",
    source: recalled("sure"),
  }),
  {
    id: "s13",
    says: "no partitioning on V480, V490, V880, V890, V1280 or V2900",
    slide: SLIDE,
    verdict: "agrees",
    documented: "one domain each (DSD-1), reading V2900 as the E2900: no V2900 was found",
    source: recalled("sure"),
  },
];

export const SOLARIS_CONTAINERS_DECK: readonly DeckStatement[] = [
  {
    id: "s8",
    says: "Solaris containers are not a virtualization capability; all share one copy of Solaris",
    slide: SLIDE,
    verdict: "opinion",
    documented: "one kernel: right (ZONE-2); the label is a competitor's, here they are partitions of type container",
    source: seen("ZON-OI"),
  },
];

/** The Enterprise 10000 came before the machines of the slide; what holds for domains is told of it as well. */
export const E10000_DECK: readonly DeckStatement[] = [
  about("s10", {
    verdict: "agrees",
    documented: "the system board with up to 4 CPUs, their memory and their I/O (board.maxCpus, DSD-3)",
    source: seen("E2-E10K"),
  }),
  about("s11", {
    verdict: "agrees",
    documented: "a board brings 4 SBus slots, or 2 PCI slots (model.sun-enterprise-10000.slotsPerIoBoard)",
    source: recalled("fairly"),
  }),
  about("s12", { verdict: "agrees", documented: "the smallest step is a board (DSD-3)", source: recalled("sure") }),
];

/** The M-series is a successor: what the deck says of 2006 is told beside what changed. */
export const M_SERIES_DECK: readonly DeckStatement[] = [
  about("s9", {
    verdict: "agrees",
    documented: "SPARC64 VI and VII mix; isolation at the board holds for Uni-XSBs, not for Quad-XSBs (xsb.quad)",
    source: seen("MOV10-2.2.3"),
  }),
  about("s10", {
    verdict: "differs",
    documented: "since 2007 also a quarter of a board; CPUs and memory still move together (xsb.perQuadBoard)",
    source: seen("MOV07-3.1.1"),
  }),
  about("s11", {
    verdict: "differs",
    documented: "I/O goes with the XSB: two slots for a quarter, and on M4000 and M5000 none for half of them (DSD-8)",
    source: seen("MAG07-A2"),
  }),
  about("s12", { verdict: "agrees", documented: "the smallest step is one CPU (DSD-3)", source: recalled("fairly") }),
];

/** Logical domains are the successor in which the deck's last limit fell. */
export const LOGICAL_DOMAINS_DECK: readonly DeckStatement[] = [
  about("s12", {
    verdict: "differs",
    documented: "right for hardware domains; logical domains, from 2007, are given single strands of a core (LDOM-1)",
    source: seen("LDM-1M"),
  }),
];
