/** The web application: security first, then the API, then the pages, then what nobody answered. Listens to nothing. */
import path from "node:path";
import express, { type Express, Router } from "express";
import { DEFAULT_MEMORY_BYTES } from "#planner";
import { answerErrors, nothingHere } from "./answer-error.ts";
import { apiCatalogue } from "./api/catalogue.ts";
import { apiReference } from "./api/reference.ts";
import { health } from "./api/health.ts";
import { apiInventories } from "./api/inventories.ts";
import { API } from "./api/job-body.ts";
import { apiJobs } from "./api/jobs.ts";
import { openApi } from "./api/openapi.ts";
import { apiPlans } from "./api/plans.ts";
import { apiShares } from "./api/shares.ts";
import { apiSimulations } from "./api/simulations.ts";
import { exportsInThreads } from "./export/exporter.ts";
import { importInThread } from "./intake/importer.ts";
import { readingsInto } from "./intake/readings.ts";
import { logRequests, logToStderr } from "./log.ts";
import { only } from "./methods.ts";
import type { AppParts, Parts } from "./parts.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { goalRoutes } from "./routes/goals.ts";
import { inventoryRoutes } from "./routes/inventories.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { planRoutes } from "./routes/plans.ts";
import { problemRoutes } from "./routes/problems.ts";
import { readingRoutes } from "./routes/reading.ts";
import { shareRoutes } from "./routes/shares.ts";
import { simulationRoutes } from "./routes/simulations.ts";
import { startRoutes } from "./routes/start.ts";
import { targetRoutes } from "./routes/targets.ts";
import { ownNamesOnly, sameOriginWrites, secureHeaders } from "./security.ts";
import { type Views, loadViews } from "./views.ts";

const PUBLIC = path.join(import.meta.dirname, "public");

function apiRoutes(parts: Parts): Router {
  const router = Router();
  router.use(
    API,
    apiPlans(parts),
    apiShares(parts),
    apiSimulations(parts),
    apiJobs(parts),
    apiInventories(parts),
    apiCatalogue(parts),
    apiReference(parts),
  );
  router.get("/api/openapi.json", (_request, response) => {
    response.json(openApi());
  });
  router.all("/api/openapi.json", only("GET"));
  router.use(health(parts));
  return router;
}

function pageRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.use(
    startRoutes(parts, views),
    readingRoutes(parts, views),
    inventoryRoutes(parts, views),
    targetRoutes(parts, views),
    goalRoutes(parts, views),
    jobRoutes(parts, views),
    planRoutes(parts, views),
    shareRoutes(parts, views),
    simulationRoutes(parts, views),
    catalogueRoutes(parts, views),
    problemRoutes(views),
  );
  return router;
}

/** Build the application from its parts; the caller keeps and closes them. */
export function createApp(given: AppParts): Express {
  const parts: Parts = {
    readings: readingsInto(given.store),
    importer: importInThread,
    exporter: exportsInThreads(),
    log: logToStderr,
    isLoopback: false,
    memoryBytes: DEFAULT_MEMORY_BYTES,
    ...given,
  };
  const views = loadViews();
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("etag", "weak");
  app.use(logRequests(parts.log));
  app.use(secureHeaders());
  if (parts.isLoopback) app.use(ownNamesOnly);
  app.use(sameOriginWrites);
  app.use(apiRoutes(parts));
  app.use(pageRoutes(parts, views));
  // last of all: it looks into its folder for whatever it is asked
  app.use(express.static(PUBLIC, { index: false, maxAge: "1h" }));
  app.use(nothingHere);
  app.use(answerErrors(views, parts.log));
  return app;
}
