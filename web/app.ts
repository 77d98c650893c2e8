/** The web application: security first, then the API, then the pages, then what nobody answered. Listens to nothing. */
import express, { type Express, type RequestHandler, Router } from "express";
import { DEFAULT_MEMORY_BYTES } from "#planner";
import { guard } from "./access/caller.ts";
import { accountsPage } from "./access/accounts-page.ts";
import { tellReaders } from "./access/for-planners.ts";
import { demandFormToken } from "./access/form-token.ts";
import { loginRoutes } from "./access/login.ts";
import { answerErrors, nothingHere } from "./answer-error.ts";
import { tellOnOptions, tellOnRefusal } from "./api/accept-post.ts";
import { apiAnonymise } from "./api/anonymise.ts";
import { cacheRules } from "./api/caching.ts";
import { apiCatalogue } from "./api/catalogue.ts";
import { apiReference } from "./api/reference.ts";
import { apiComparison } from "./api/comparison.ts";
import { sparseAnswers } from "./api/fields/sparse.ts";
import { health } from "./api/health.ts";
import { apiInventories } from "./api/inventories.ts";
import { apiEdits } from "./api/edits.ts";
import { apiWorkloads } from "./api/workloads.ts";
import { API } from "./api/job-body.ts";
import { apiJobs } from "./api/jobs.ts";
import { openApi } from "./api/openapi.ts";
import { apiPlans } from "./api/plans.ts";
import { apiShares } from "./api/shares.ts";
import { apiSimulations } from "./api/simulations.ts";
import { apiWhatIfs } from "./api/what-ifs.ts";
import { exportsInThreads } from "./export/exporter.ts";
import { importInThread } from "./intake/importer.ts";
import { publicFiles } from "./public-files.ts";
import { readingsInto } from "./intake/readings.ts";
import { logRequests, logToStderr } from "./log.ts";
import { only } from "./methods.ts";
import { measureRequests } from "./metrics/measured.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { onceOnly } from "./once/once.ts";
import type { AppParts, Parts } from "./parts.ts";
import { rateLimits, usualRate } from "./rate.ts";
import { anonymiseRoutes } from "./routes/anonymise.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { editRoutes } from "./routes/edits.ts";
import { againRoutes } from "./routes/again.ts";
import { compareRoutes } from "./routes/compare.ts";
import { goalRoutes } from "./routes/goals.ts";
import { inventoryRoutes } from "./routes/inventories.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { planHostRoutes } from "./routes/plan-hosts.ts";
import { planRoutes } from "./routes/plans.ts";
import { problemRoutes } from "./routes/problems.ts";
import { readingRoutes } from "./routes/reading.ts";
import { shareRoutes } from "./routes/shares.ts";
import { sharedRoutes } from "./routes/shared.ts";
import { ruleRoutes } from "./routes/rules.ts";
import { simulationRoutes } from "./routes/simulations.ts";
import { startRoutes } from "./routes/start.ts";
import { targetRoutes } from "./routes/targets.ts";
import { workloadEditRoutes } from "./routes/workload.ts";
import { workloadRoutes } from "./routes/workloads.ts";
import { togetherRoutes } from "./routes/together.ts";
import { whatIfRoutes } from "./routes/what-ifs.ts";
import { ownNamesOnly, sameOriginWrites, secureHeaders } from "./security.ts";
import { type Views, loadViews } from "./views.ts";

function apiRoutes(parts: Parts): Router {
  const router = Router();
  router.use(API, cacheRules, tellOnOptions, sparseAnswers);
  router.use(
    API,
    apiComparison(parts),
    apiShares(parts),
    apiPlans(parts),
    apiSimulations(parts),
    apiWhatIfs(parts),
    apiJobs(parts),
    apiInventories(parts),
    apiWorkloads(parts),
    apiEdits(parts),
    apiAnonymise(parts),
    apiCatalogue(parts),
    apiReference(parts),
  );
  router.use(API, tellOnRefusal);
  router.get("/api/openapi.json", (_request, response) => {
    response.json(openApi());
  });
  router.all("/api/openapi.json", only("GET"));
  router.use(health(parts));
  return router;
}

/** Pages differ by who asks: nothing between keeps them, and who has one asks again. What a route says otherwise wins. */
const forOneReader: RequestHandler = (_request, response, next) => {
  response.set("Cache-Control", "private, no-cache");
  next();
};

function pageRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.use(forOneReader, tellReaders(views));
  router.use(
    startRoutes(parts, views),
    readingRoutes(parts, views),
    inventoryRoutes(parts, views),
    workloadRoutes(parts, views),
    workloadEditRoutes(parts, views),
    editRoutes(parts, views),
    ruleRoutes(parts, views),
    anonymiseRoutes(parts),
    targetRoutes(parts, views),
    goalRoutes(parts, views),
    togetherRoutes(parts, views),
    jobRoutes(parts, views),
    compareRoutes(parts, views),
    shareRoutes(parts, views),
    sharedRoutes(parts, views),
    againRoutes(parts, views),
    planHostRoutes(parts, views),
    planRoutes(parts, views),
    simulationRoutes(parts, views),
    whatIfRoutes(parts, views),
    catalogueRoutes(parts, views),
    problemRoutes(views),
  );
  return router;
}

/** Build the application from its parts; the caller keeps and closes them. */
export function createApp(given: AppParts): Express {
  const whole: Required<Omit<AppParts, "readings">> = {
    importer: importInThread,
    exporter: exportsInThreads(),
    log: logToStderr,
    isLoopback: false,
    hasStoreAlone: false,
    ratePerMinute: usualRate(given.isLoopback ?? false),
    metrics: given.metrics ?? createMetrics(),
    accounts: () => undefined,
    proxies: "",
    memoryBytes: DEFAULT_MEMORY_BYTES,
    ...given,
  };
  const parts: Parts = { ...whole, once: onceOnly(whole), readings: given.readings ?? readingsInto(whole) };
  const views = loadViews();
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("etag", "weak");
  if (parts.proxies !== "") app.set("trust proxy", parts.proxies);
  app.use(logRequests(parts.log), measureRequests(parts.metrics));
  app.use(secureHeaders());
  if (parts.isLoopback) app.use(ownNamesOnly);
  app.use(sameOriginWrites);
  app.use(publicFiles);
  app.use(guard(parts.accounts));
  for (const limit of rateLimits(parts.ratePerMinute)) app.use(limit);
  app.use(demandFormToken);
  app.use(loginRoutes(parts.accounts, views), accountsPage(parts.accounts, views));
  app.use(apiRoutes(parts));
  app.use(pageRoutes(parts, views));
  app.use(nothingHere);
  app.use(answerErrors(views, parts.log));
  return app;
}
