/** Bibliography of the HP and Sun platforms and of the host figures: key → what was read. */
const LDOMS = "Logical Domains";
const OVM_SPARC = "Oracle VM Server for SPARC";
const SITE = "Sun site planning guide";

const SUN_DOMAINS = {
  "SFCOMP-4": "Sun 805-7362-13 chapter 4: Sun Fire components",
  "SEG-1316607": "Sun System Handbook 1316607.1: segments of the midrange Sun Fire servers",
  "FAB-1000283": "Sun FAB 1000283.1: UltraSPARC IV+ boards with version 1 repeater boards",
  "SFDR-2": "Sun Fire midrange dynamic reconfiguration guide, chapter 2",
  "SF15K-CFG4": "InformIT article 169689: configuring the Sun Fire 15K",
  "SF15K-DR9": "InformIT article 174098: dynamic reconfiguration of the Sun Fire 15K",
  "HOISE-15K": "Primeur weekly, 2001: announcement of the Sun Fire 15K; secondary",
  "NETLIB-25K": "Netlib overview of recent supercomputers: Sun Fire E25K; secondary",
  "E2-E10K": "Everything2 on the Enterprise 10000; weak",
  "MOV07-3.1.1": "SPARC Enterprise M8000/M9000 Overview Guide 2007, section 3.1.1",
  "MOV10-2.2.3": "SPARC Enterprise M8000/M9000 Overview Guide 2010, section 2.2.3",
  "MDR-2.1": "SPARC Enterprise Mx000 Dynamic Reconfiguration User's Guide, section 2.1",
  "MDR-2.2": "SPARC Enterprise Mx000 Dynamic Reconfiguration User's Guide, section 2.2",
} as const;

const SOLARIS_ZONES = {
  "ZON-1592": "Sun/Oracle 817-1592: System Administration Guide, Solaris Containers and Zones",
  "ZON-OI": "OpenSolaris copy of the zones guide: overview",
  "ZON-LTOP": "OpenSolaris copy of the zones guide: planning, disk space of sparse and whole root zones",
  ZCFG: "zonecfg resource pages of the zones guide",
} as const;

const LOGICAL_DOMAINS = {
  "LD12-BOOT": `${LDOMS} 1.2 release notes: booting many domains`,
  "LD12-LDC": `${LDOMS} 1.2 release notes: logical domain channels`,
  "LD12-MIG": `${LDOMS} 1.2 administration guide: migration`,
  "LD13-LDC": `${LDOMS} 1.3 release notes: logical domain channels`,
  "LD13-MEM": `${LDOMS} 1.3 administration guide: memory of a migrated domain`,
  "LD-COOK": `Community cookbook wiki on ${LDOMS}; secondary`,
  "LD-T5440": `A Sun blog on ${LDOMS} on the T5440`,
  "OVM-REL-JA": `${OVM_SPARC} release notes, Japanese edition`,
  "OVM-HARD-JA": `${OVM_SPARC}: paper on hard partitions for licences, Japanese edition`,
  "OVM32-MEM": `${OVM_SPARC} 3.2 administration guide: memory`,
  "OVM-ALIGN": `${OVM_SPARC}: memory alignment page`,
  "LDM-1M": `ldm(1M) manual page of ${OVM_SPARC} 2.2`,
} as const;

const HOSTS = {
  "E2900-PHYS": `${SITE} 817-4052-11: Sun Fire E2900, physical specification`,
  "V490-A": `${SITE} 817-3959-11: Sun Fire V490, appendix A`,
  "E25K-SITE3": `${SITE} 817-4137-13: Sun Fire E25K/E20K, chapter 3`,
  "SEU-30": "HP Server Expansion Unit service guide, 4th edition, page 30",
  "GREB-T1000": "Test page of a Sun Fire T1000; secondary",
  "NW-T2000": "Network World, December 2005: review of the Sun Fire T2000; secondary",
  "DL380G3-11": "HP deployment paper on the ProLiant DL380 G3, page 11",
  "DL380G3-14": "HP deployment paper on the ProLiant DL380 G3, page 14",
  "DL360-18": "HP deployment paper on the ProLiant DL360, page 18",
  "DL585-6": "HP technology brief on the ProLiant DL585, page 6",
  "BC-22": "IBM Redpaper on BladeCenter, page 22",
  "BC-JRD": "IBM Journal of Research and Development 49-6: BladeCenter, abstract",
  CCF: "cloud-carbon-coefficients on GitHub: list of SPECpower_ssj2008 results, ends 2021; second-hand",
  JOUL: "joulie-k8s/Joulie on GitHub: hardware catalogue with power curves; second-hand",
  CSIM: "Cloudslab/cloudsim on GitHub: power model classes; second-hand",
  YS: "A CloudSim fork (Y. Sharma) on GitHub: power model classes; second-hand",
  "CODE-6025": "Power model class for the Supermicro 6025B-TR+ on GitHub; second-hand",
  "CODE-RX300": "Power model class for the Fujitsu RX300 S4 on GitHub; second-hand",
  "CODE-R740": "Power model class for the Dell R740 on GitHub; second-hand",
  "CODE-R640": "Power model class for the Dell R640 on GitHub; second-hand",
  "CODE-R940": "Power model class for the Dell R940 on GitHub; second-hand",
  MACH: "A scheduling simulator on GitHub: machine table with power curves; second-hand",
  XR: "A carbon study on GitHub: power curve of the Dell XR8620T; second-hand",
  DRF: "An energy test on GitHub: idle and full load of the Dell R6725; second-hand",
  BMSEER: "Sun benchmark blog, 2009: power of the Netra X4250",
  QTR: "quattor CPU templates on GitHub",
  AMDREF: "AMD EPYC 9005 reference note; secondary text",
} as const;

export const HP_SUN_SOURCES = { ...SUN_DOMAINS, ...SOLARIS_ZONES, ...LOGICAL_DOMAINS, ...HOSTS } as const;
