/** What is measured on its way: a store's answers, the ends of jobs, the answers to requests. */
import type { Request, RequestHandler } from "express";
import type { Journal } from "#jobs";
import type { Store } from "#store";
import { API } from "../api/job-body.ts";
import type { Metrics } from "./metrics.ts";

const MS_PER_SECOND = 1000;

/** The same store, each of its answers timed; one that fails is timed as well. */
export function measuredStore(store: Store, metrics: Metrics): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function" || typeof name !== "string" || name === "close") return value;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        const startedAt = performance.now();
        try {
          return await Reflect.apply(value, target, given);
        } finally {
          metrics.asked(name, (performance.now() - startedAt) / MS_PER_SECOND);
        }
      };
    },
  });
}

/** The same journal; what ends is counted when it is written down. */
export function measuredJournal(journal: Journal, metrics: Metrics): Journal {
  return {
    ...journal,
    end: async (job) => {
      const isOurs = await journal.end(job);
      const seconds = job.elapsedSeconds === undefined ? {} : { seconds: job.elapsedSeconds };
      if (isOurs && (job.state === "failed" || job.state === "cancelled"))
        metrics.ended({ kind: job.kind, state: job.state, ...seconds });
      return isOurs;
    },
    settle: async (job, made) => {
      const id = await journal.settle(job, made);
      if (id !== undefined) metrics.ended({ kind: job.kind, state: "succeeded", seconds: job.elapsedSeconds ?? 0 });
      return id;
    },
  };
}

/** The pattern of the route that answered, as `/api/v1/plans/:id`; "none" for files and for what no route answers. */
export function routeOf(request: Request): string {
  const route: unknown = request.route;
  const path = typeof route === "object" && route !== null && "path" in route ? route.path : undefined;
  if (typeof path !== "string") return "none";
  const isBelow = request.originalUrl.toLowerCase().startsWith(`${API}/`) && !path.startsWith("/api/");
  return isBelow ? `${API}${path}` : path;
}

/** Times every request. */
export function measureRequests(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.on("close", () => {
      const seconds = (performance.now() - startedAt) / MS_PER_SECOND;
      metrics.answered({ route: routeOf(request), method: request.method, status: response.statusCode, seconds });
    });
    next();
  };
}
