/** Bibliography of the energy room: key of a `seen` source → what was read under it. */
export const ENERGY_SOURCES: Readonly<Record<string, string>> = {
  "specpower-model-error":
    "medians per year computed from the 618 complete curves in data/spec_data.csv of github.com/green-coding-solutions/spec-power-model",
  "specpower-by-year":
    "medians per year computed from the 1088 results in data/SPECpower-2026-03-09.csv of github.com/cloud-carbon-footprint/ccf-coefficients",
  "crac-cop":
    "formula in public data-centre simulation code; its origin, Moore et al. 2005 (Making Scheduling Cool), is recalled, not read",
};
