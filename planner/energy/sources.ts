/** Bibliography of the energy room: key of a `seen` source → what was read under it. */
export const ENERGY_SOURCES: Readonly<Record<string, string>> = {
  "specpower-model-error":
    "medians per year computed from the 618 complete curves in data/spec_data.csv of github.com/green-coding-solutions/spec-power-model",
  "specpower-by-year":
    "medians per year computed from the 1088 results in data/SPECpower-2026-03-09.csv of github.com/cloud-carbon-footprint/ccf-coefficients",
  "crac-cop":
    "formula in public data-centre simulation code; its origin, Moore et al. 2005 (Making Scheduling Cool), is recalled, not read",
  "ups-losses": "Schneider Electric note on UPS losses: no-load, proportional and square-law parts",
  "pue-survey-history": "datacenter.com, summary of the Uptime Institute's surveys 2007 to 2018",
  "pue-survey-table": "theworldranking.com, average PUE by year from the Uptime Institute's surveys",
  "pue-survey-2020": "Uptime Institute intelligence update 53",
  "pue-survey-2021": "Capacity Media 2021, on the Uptime Institute's survey",
  "pue-survey-2022": "Upsite Technologies, on the Uptime Institute's surveys of 2022 and 2023",
  "pue-survey-2023": "Uptime Institute blog, February 2024",
  "ashrae-2004": "integrity.pe: inlet air of 20 to 25 °C recommended by the edition of 2004",
  "ashrae-recommended": "pages of nextriv, birtech and heathertechnologies: 18 to 27 °C recommended for all A classes",
};
