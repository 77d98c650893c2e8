/** What the 2006 deck says of HP, statement by statement, beside what documents hold. */
import { recalled, seen } from "../fact.ts";
import type { DeckStatement } from "../partitioning/index.ts";

const SLIDE = "HP virtualization / partitioning capabilities";

const MANAGERS: DeckStatement = {
  id: "s6",
  says: "Parmgr manages nPars on PA and IPF; vParmgr manages vPars within nPars on PA",
  slide: SLIDE,
  verdict: "agrees",
  documented: "parmgr is a web interface, vparmgr a graphical one over the vPars commands",
  source: seen("PARMGR-MAN, VP-A0401-231"),
};

export const NPAR_DECK: readonly DeckStatement[] = [
  {
    id: "s1",
    says: "nPars are HP's hardware partitioning",
    slide: SLIDE,
    verdict: "agrees",
    documented: "whole cells, isolated electrically, borders kept by the cells' firmware",
    source: seen("WNG-11, WIKI-NPAR"),
  },
  {
    id: "s3",
    says: "nPars carry HP-UX on PA-RISC; on IPF HP-UX, Linux and Windows, in future OpenVMS",
    slide: SLIDE,
    verdict: "agrees",
    documented: "OpenVMS on cell servers began with V8.2-1 in late 2005, for some models",
    source: recalled("fairly"),
  },
  MANAGERS,
];

const VPAR_ONLY_HPUX: DeckStatement = {
  id: "s2",
  says: "vPars are a software solution that only supports HP-UX",
  slide: SLIDE,
  verdict: "agrees",
  documented: "HP-UX only (VPAR-3); HP's Windows guide says that Windows cannot use vPars",
  source: seen("WNG55-12, VP-A0201-19"),
};

/** The deck's word on Itanium, judged for one stream of vPars. */
const onItanium = (verdict: DeckStatement["verdict"], documented: string): DeckStatement => ({
  id: "s4",
  says: "vPars run on PA-RISC only, not yet on IPF, where they are imminent",
  slide: SLIDE,
  verdict,
  documented,
  source: seen("VP-TIPS-6"),
});

export const VPAR_A03_DECK: readonly DeckStatement[] = [
  VPAR_ONLY_HPUX,
  onItanium("agrees", "A.03 is 11i v1 on PA-RISC only (VPAR-9)"),
  MANAGERS,
];

export const VPAR_A04_DECK: readonly DeckStatement[] = [
  VPAR_ONLY_HPUX,
  onItanium(
    "differs",
    "right when written: A.04 on 11i v2 lists PA-RISC and IPF, so vPars reached Itanium with A.04, not A.05",
  ),
  MANAGERS,
];

export const VPAR_A05_DECK: readonly DeckStatement[] = [
  VPAR_ONLY_HPUX,
  onItanium("differs", "A.05 on 11i v3 runs on both, as A.04 did before it"),
  MANAGERS,
];

export const VSE_DECK: readonly DeckStatement[] = [
  {
    id: "s7",
    says: "VSE is for Integrity and HP 9000 servers",
    slide: SLIDE,
    verdict: "agrees",
    documented: "right for VSE as a whole; its virtual machines run on Integrity alone (HPVM-5)",
    source: recalled("sure"),
  },
];

export const PRM_DECK: readonly DeckStatement[] = [
  {
    id: "s5",
    says: "resource partitions are for HP-UX only and similar to Solaris containers",
    slide: SLIDE,
    verdict: "agrees",
    documented: "groups within one HP-UX under one kernel (PRM-1, PRM-2)",
    source: seen("WNG55-12, PRM-20"),
  },
];
