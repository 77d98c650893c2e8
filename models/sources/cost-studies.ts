/** Bibliography of the cost models of the simulated core: published measurements of traps, memory and I/O. */
export const COST_STUDY_SOURCES = {
  SOSP03: "Barham et al., Xen and the Art of Virtualization, SOSP 2003: text of section 4; Tables 3 to 6 not seen",
  AA06: "Adams and Agesen, software and hardware techniques for x86 virtualization, ASPLOS 2006: abstract only",
  WALD02: "Waldspurger, memory resource management in ESX Server, OSDI 2002: public reading notes and two sections",
  "V41-mem": "vSphere 4.1 Resource Management documentation: memory sharing guidance",
  "TPS-off": "Third-party notes on page sharing between VMs being off by default since 2014; secondary",
  MENON06: "Menon, Cox and Zwaenepoel, optimizing network virtualization in Xen, 2006: abstract and introduction",
  SUGERMAN01: "Sugerman, Venkitachalam and Lim, virtualizing I/O devices on Workstation, 2001: the profile tables",
  SANTOS08: "Santos, Turner, Janakiraman and Pratt, bridging software and hardware I/O virtualization, 2008: abstract",
  SPLITX11: "Landau, Ben-Yehuda and Gordon, SplitX, 2011: opening pages (Xeon X5570, KVM of Linux 2.6.34)",
  FELTER14:
    "Felter et al., IBM RC25482: an updated comparison of virtual machines and Linux containers, text and charts",
  "MV-perf": "M. Vermeulen, perf pages on phoronix workloads (build-linux-kernel, build-gcc, apache): process metrics",
} as const;
