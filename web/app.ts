/** The web application: security first, then the API, then the pages, then what nobody answered. Listens to nothing. */
import express, { type Express, type RequestHandler, Router } from "express";
import { DEFAULT_MEMORY_BYTES } from "#planner/contract/index.ts";
import { guard } from "./access/caller.ts";
import { accountsPage } from "./access/accounts-page.ts";
import { tellReaders } from "./access/for-planners.ts";
import { demandFormToken } from "./access/form-token.ts";
import { loginRoutes } from "./access/login.ts";
import { answerErrors, nothingHere } from "./answer-error.ts";
import { tellOnOptions, tellOnRefusal } from "./api/accept-post.ts";
import { cacheRules } from "./api/caching.ts";
import { sparseAnswers } from "./api/fields/late.ts";
import { health } from "./api/health.ts";
import { API } from "./api/job-body.ts";
import { deskOn, heedLeaving } from "./desk/desk.ts";
import { API_ROUTES } from "./api/routes.ts";
import { contextIn } from "./context.ts";
import { exportsInThreads } from "./export/exporter.ts";
import { farewellByClock } from "./farewell.ts";
import { bodyAllowance } from "./intake/body-allowance.ts";
import { importInThread } from "./intake/importer.ts";
import { publicFiles } from "./public-files.ts";
import { readingsInto } from "./intake/readings.ts";
import { lately } from "./lately.ts";
import { logRequests, logToStderr } from "./log.ts";
import { only } from "./methods.ts";
import { measureRequests } from "./metrics/measured.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { onceOnly } from "./once/once.ts";
import { PAGE_ROUTES } from "./page-routes.ts";
import type { AppParts, EarlyParts, Parts } from "./parts.ts";
import { rateLimits, usualRate } from "./rate.ts";
import { problemRoutes } from "./routes/problems.ts";
import { ownNamesOnly, sameOriginWrites, secureHeaders } from "./security.ts";
import { type Views, loadViews } from "./views.ts";

function apiRoutes(parts: EarlyParts, whole: () => Promise<Parts>): Router {
  const router = Router();
  router.use(API, cacheRules, tellOnOptions, sparseAnswers);
  router.use(API, ...API_ROUTES.map((late) => lately(late, async (): Promise<[Parts]> => [await whole()])));
  router.use(API, tellOnRefusal);
  router.get("/api/openapi.json", async (_request, response) => {
    const { openApi } = await import("./api/openapi.ts");
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

function pageRoutes(whole: () => Promise<Parts>, views: Views): Router {
  const router = Router();
  router.use(forOneReader);
  router.use(tellReaders((role) => views.page("for-planners", { title: "For planners", role })));
  router.use(
    ...PAGE_ROUTES.map((late) => lately(late, async (): Promise<[Parts, Views]> => [await whole(), views])),
    problemRoutes(views),
  );
  return router;
}

/** Build the application from its parts; the caller keeps and closes them. */
export function createApp(given: AppParts): Express {
  const { context, ...rest } = given;
  const { store, memoryBytes = DEFAULT_MEMORY_BYTES } = given;
  const early: Required<Omit<AppParts, "context" | "readings">> = {
    desk: deskOn({ store, context, memoryBytes }),
    importer: importInThread,
    exporter: exportsInThreads(),
    log: logToStderr,
    isLoopback: false,
    hasStoreAlone: false,
    ratePerMinute: usualRate(given.isLoopback ?? false),
    metrics: given.metrics ?? createMetrics(),
    accounts: () => undefined,
    proxies: "",
    farewell: farewellByClock,
    memoryBytes,
    ...rest,
  };
  const parts: EarlyParts = {
    ...early,
    once: onceOnly(early),
    readings: given.readings ?? readingsInto(early),
  };
  const whole = async (): Promise<Parts> => ({ ...parts, context: await contextIn(context) });
  const views = loadViews();
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("etag", "weak");
  if (parts.proxies !== "") app.set("trust proxy", parts.proxies);
  app.use(logRequests(parts.log), measureRequests(parts.metrics), heedLeaving, bodyAllowance());
  app.use(secureHeaders());
  if (parts.isLoopback) app.use(ownNamesOnly);
  app.use(sameOriginWrites);
  app.use(publicFiles);
  app.use(guard(parts.accounts));
  for (const limit of rateLimits(parts.ratePerMinute)) app.use(limit);
  app.use(demandFormToken);
  app.use(loginRoutes(parts.accounts, views), accountsPage(parts.accounts, views));
  app.use(apiRoutes(parts, whole));
  app.use(pageRoutes(whole, views));
  app.use(nothingHere);
  app.use(answerErrors(views, parts.log));
  return app;
}
