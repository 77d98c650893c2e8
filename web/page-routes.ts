/** The pages, in the order in which they are asked whether an address is theirs. */
import type { Late } from "./lately.ts";
import type { Parts } from "./parts.ts";
import type { Views } from "./views.ts";

export const PAGE_ROUTES: readonly Late<[Parts, Views]>[] = [
  { of: ["", "inventories"], load: async () => [(await import("./routes/start.ts")).startRoutes] },
  {
    of: ["inventories"],
    load: async () => [
      (await import("./routes/reading.ts")).readingRoutes,
      (await import("./routes/inventories.ts")).inventoryRoutes,
      (await import("./routes/workloads.ts")).workloadRoutes,
      (await import("./routes/workload.ts")).workloadEditRoutes,
      (await import("./routes/edits.ts")).editRoutes,
      (await import("./routes/rules.ts")).ruleRoutes,
      (await import("./routes/anonymise.ts")).anonymiseRoutes,
      (await import("./routes/targets.ts")).targetRoutes,
    ],
  },
  { of: ["inventories", "plans", "what-ifs"], load: async () => [(await import("./routes/goals.ts")).goalRoutes] },
  {
    of: ["jobs"],
    load: async () => [
      (await import("./routes/together.ts")).togetherRoutes,
      (await import("./routes/jobs.ts")).jobRoutes,
    ],
  },
  { of: ["plans"], load: async () => [(await import("./routes/compare.ts")).compareRoutes] },
  { of: ["plans", "simulations", "what-ifs"], load: async () => [(await import("./routes/shares.ts")).shareRoutes] },
  { of: ["s"], load: async () => [(await import("./routes/shared.ts")).sharedRoutes] },
  {
    of: ["plans"],
    load: async () => [
      (await import("./routes/again.ts")).againRoutes,
      (await import("./routes/plan-hosts.ts")).planHostRoutes,
      (await import("./routes/plans.ts")).planRoutes,
    ],
  },
  { of: ["simulations"], load: async () => [(await import("./routes/simulations.ts")).simulationRoutes] },
  { of: ["what-ifs"], load: async () => [(await import("./routes/what-ifs.ts")).whatIfRoutes] },
  { of: ["platforms", "hosts"], load: async () => [(await import("./routes/catalogue.ts")).catalogueRoutes] },
];
