/** The API below its address, in the order in which its parts are asked whether an address is theirs. */
import type { Late } from "../lately.ts";
import type { Parts } from "../parts.ts";

export const API_ROUTES: readonly Late<[Parts]>[] = [
  { of: ["plans"], load: async () => [(await import("./comparison.ts")).apiComparison] },
  { of: ["plans", "simulations", "what-ifs"], load: async () => [(await import("./shares.ts")).apiShares] },
  { of: ["plans"], load: async () => [(await import("./plans.ts")).apiPlans] },
  { of: ["simulations"], load: async () => [(await import("./simulations.ts")).apiSimulations] },
  { of: ["what-ifs"], load: async () => [(await import("./what-ifs.ts")).apiWhatIfs] },
  { of: ["jobs"], load: async () => [(await import("./jobs.ts")).apiJobs] },
  {
    of: ["inventories"],
    load: async () => [
      (await import("./inventories.ts")).apiInventories,
      (await import("./workloads.ts")).apiWorkloads,
      (await import("./edits.ts")).apiEdits,
      (await import("./anonymise.ts")).apiAnonymise,
    ],
  },
  {
    of: ["platforms", "hosts", "behaviours"],
    load: async () => [(await import("./catalogue.ts")).apiCatalogue],
  },
  { of: ["grids", "licence-rules", "prices"], load: async () => [(await import("./reference.ts")).apiReference] },
];
