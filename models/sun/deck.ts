/**
 * What the 2006 deck says of Sun, statement by statement, beside what documents hold. The slide calls itself IBM's view:
 * a label is an opinion, a figure is checked.
 */
import { recalled, seen } from "../fact.ts";
import type { DeckStatement } from "../partitioning/index.ts";

const SLIDE = "Sun virtualization / partitioning capabilities";

export const SUN_DOMAINS_DECK: readonly DeckStatement[] = [
  {
    id: "s9",
    says: "domains take mixed CPUs, and system boards are isolated electrically",
    slide: SLIDE,
    verdict: "agrees",
    documented: "with limits: 750 MHz boards and 900 MHz boards do not share a chassis (DSD-5)",
    source: seen("SFCOMP-4"),
  },
  {
    id: "s10",
    says: "the grain is the board; CPUs and memory move together",
    slide: SLIDE,
    verdict: "agrees",
    documented: "one CPU/memory board with at most 4 CPUs (board.maxCpus, domain.minCpuBoards)",
    source: seen("SFDR-2, SFCOMP-4"),
  },
  {
    id: "s11",
    says: "I/O moves in steps of four slots",
    slide: SLIDE,
    verdict: "differs",
    documented:
      "four slots on the high end (hsPCI) and for the midrange cPCI assembly; 8 for the PCI assembly, 6 on the 3800",
    source: seen("HOISE-15K, SFCOMP-4"),
  },
  {
    id: "s12",
    says: "less than a processor cannot be allotted",
    slide: SLIDE,
    verdict: "agrees",
    documented: "right for domains, whose smallest step is a board",
    source: recalled("sure"),
  },
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
