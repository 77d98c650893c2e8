/** Bibliography of the grids: key of a `seen` source → what was read under it. */
export const GRID_SOURCES: Readonly<Record<string, string>> = {
  "ccf-grids":
    "data/grid-emissions-factors-aws.csv of github.com/cloud-carbon-footprint/ccf-coefficients, tree of 2026; figures of the early 2020s",
};
