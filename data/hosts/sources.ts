/** Bibliography of the host catalogue: key of a `seen` source → what was read under it. No page of SPEC itself was read. */
export const HOST_SOURCES: Readonly<Record<string, string>> = {
  "specpower-csv":
    "SPECpower_ssj2008 results as collected in data/spec_data.csv of github.com/green-coding-solutions/spec-power-model; rows in data/measurements/specpower-curves.csv",
  CCF: "SPECpower_ssj2008 list in github.com/cloud-carbon-footprint/cloud-carbon-coefficients (ends in 2021): idle and 100 % load",
  JOUL: "CPU and power catalogue of github.com/joulie-k8s/Joulie",
  CSIM: "power models of github.com/Cloudslab/cloudsim",
  "CODE-RX300": "a power model class on GitHub with the curve of a PRIMERGY RX300 S4",
  XR: "a carbon study on GitHub that quotes the SPECpower_ssj2008 curve of a PowerEdge XR8620t",
  DRF: "an energy test on GitHub that quotes both ends of the curve of a PowerEdge R6725",
  QTR: "CPU templates of the quattor project",
  "DL380G3-11": "HP deployment paper for the ProLiant DL380 G3, p. 11",
  "DL585-6": "HP technology brief on the ProLiant DL585, p. 6",
  "SFCOMP-4": "Sun 805-7362-13, chapter 4: Sun Fire components",
  "HOISE-15K": "Primeur Weekly 2001 on the Sun Fire 15K",
  "NETLIB-25K": "overview of recent supercomputers at netlib: Sun Fire E25K",
  "E2-E10K": "encyclopedia entry on the Enterprise 10000 (a weak source)",
  "E2900-PHYS": "Sun site planning guide 817-4052-11, physical specifications of the E2900",
  "V490-A": "Sun site planning guide 817-3959-11, appendix on the V490",
  "GREB-T1000": "test page of a Sun Fire T1000 (secondary)",
  "LD-T5440": "a Sun blog on Logical Domains on the T5440",
  "T5440-WP": "Oracle white paper, April 2010: Sun SPARC Enterprise T5440 server architecture",
  "NW-T2000": "Network World, December 2005: review of the Sun Fire T2000",
};
