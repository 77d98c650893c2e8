/** Bibliography of HP's partitioning platforms and cell servers: key → what was read. Copies were read, not the originals. */
const NPAR_GUIDE = "HP System Partitions Guide: Administration for nPartitions, rev. 5.1";
const NPAR_DRAFT = "HP System Partitions Guide, draft of November 2001 for the rp7410";
const VPARS = "HP-UX Virtual Partitions Administrator's Guide";
const VM = "Integrity Virtual Machines";
const PRM = "HP Process Resource Manager User's Guide";

const NPARTITIONS = {
  "WNG-11": "HP Windows (Integrity) nPartition Guide, page 11",
  "WNG55-12": "HP Windows (Integrity) nPartition Guide v5.5, page 12",
  "SPG-111": `${NPAR_GUIDE}, page 111`,
  "SPG-456": `${NPAR_GUIDE}, page 456: virtual partitions`,
  "SPG-459": `${NPAR_GUIDE}, page 459: virtual partitions`,
  "SPG01-37": `${NPAR_DRAFT}, page 37`,
  "SPG01-50": `${NPAR_DRAFT}, page 50`,
  "SPG01-54": `${NPAR_DRAFT}, page 54`,
  "NAG-24": "HP nPartition Administrator's Guide, page 24",
  "DOCSHP-ch03s03": "docs.hp.com 5991-1247B edition 2, chapter 3: memory of an nPartition",
  "DNP-4": "HP white paper, HP-UX 11i v3 Dynamic nPartitions, page 4",
  "WIKI-NPAR": 'Encyclopedia article "nPartition", several mirrors; secondary',
  "GROK-NPAR": "AI-written encyclopedia page on nPartitions; weak",
  "VSEB-21312": "Chapter on nPartitions of a book on HP VSE, at programming4.us",
  "VSEB-25104": "Chapter on virtual partitions of a book on HP VSE, at programming4.us",
  "PARCREATE-MAN": "HP-UX manual page parcreate(1M), at unix.com",
  "PARMGR-MAN": "HP-UX manual page parmgr(1M), at unix.com",
} as const;

const CELL_SERVERS = {
  "RX7620-26": "HP rx7620 service guide, 6th edition, page 26",
  "RX8640-20": "HP rx8640/rp8440 service guide, page 20",
  "RX8640Q-10": "HP rx8640 QuickSpecs, page 10",
  "RP7440-13": "HP rp7440/rp8440 specification paper, page 13",
  RP8420Q: "HP rp8420 QuickSpecs",
} as const;

const VIRTUAL_PARTITIONS = {
  "VP-A0201-19": `${VPARS}, A.02.01, page 19`,
  "VP-A0305-178": `${VPARS}, A.03.05 edition, page 178`,
  "VP-A0305-310": `${VPARS}, A.03.05 edition, page 310: memory of the monitor, example`,
  "VP-A0401-231": `${VPARS}, A.04.01, page 231`,
  "VP-A0405-189": `${VPARS}, A.04.05, page 189`,
  "VP-A0405-220": `${VPARS}, A.04.05, page 220`,
  "VP-A0502-252": `${VPARS}, A.05.02, page 252`,
  "VP-A0503-44": `${VPARS}, A.05.03, page 44`,
  "VP-A0507-195": `${VPARS}, A.05.07, page 195`,
  "VP-A0508-57": `${VPARS}, A.05.08, page 57`,
  "VP-A0508-237": `${VPARS}, A.05.08, page 237`,
  "VP-A0509-42": `${VPARS}, A.05.09, page 42`,
  "VP-60-12": "HP-UX vPars and Integrity VM V6.0 guide, page 12",
  "VP-63-53": "HP-UX vPars and Integrity VM V6.3 guide, page 53",
  "VP-63-58": "HP-UX vPars and Integrity VM V6.3 guide, page 58",
  "VP-TIPS-6": 'HP paper "Top Ten Tips" on virtual partitions, page 6',
  "VP-T1335-D": "HP T1335-90098, appendix D: memory of the monitor",
  "VPRES-11v1": "HP-UX 11i v1 manual page vparresources(5), September 2005",
} as const;

const VIRTUAL_MACHINES = {
  "HPVM43-51": `${VM} 4.3 guide, page 51`,
  "HPVM43-56": `${VM} 4.3 guide, page 56`,
  "HPVM61-84": `${VM} 6.1 guide, page 84: limits; the table's copy is cut off`,
  "HPVM615-86": `${VM} 6.1.5 guide, page 86`,
  "HPVM-SIZE-10": `HP ${VM} System Sizing Guidelines, page 10`,
  "GWLM-VM-6": `HP gWLM for ${VM} white paper, page 6`,
} as const;

const RESOURCE_PARTITIONS = {
  "PRM-20": `${PRM}, page 20`,
  "PRM-34": `${PRM}, page 34`,
  "PRM-37": `${PRM}, page 37`,
  "PRM-44": `${PRM}, page 44`,
  "PRM-106": `${PRM}, page 106`,
  "PRM-108": `${PRM}, page 108`,
  "PRM-WEB": "HP product page of the Process Resource Manager",
} as const;

export const HP_SOURCES = {
  ...NPARTITIONS,
  ...CELL_SERVERS,
  ...VIRTUAL_PARTITIONS,
  ...VIRTUAL_MACHINES,
  ...RESOURCE_PARTITIONS,
} as const;
