/** Routes that are loaded by the first request for them, and that every route stands under the first part of its path. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type RequestHandler, Router } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { memoryStore } from "#store";
import { API_ROUTES } from "../../../web/api/routes.ts";
import { type Late, lately } from "../../../web/lately.ts";
import { PAGE_ROUTES } from "../../../web/page-routes.ts";
import type { Parts } from "../../../web/parts.ts";
import { loadViews } from "../../../web/views.ts";
import { CONTEXT } from "../jobs/builders.ts";
import { routesOf } from "./routes.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server of these routes, then of /other, and what asks it. */
async function asking(late: Late<[string]>, given: () => Promise<[string]>) {
  const app = express();
  app.use(lately(late, given));
  app.get("/other", (_request, response) => void response.send("other"));
  app.use(
    ((_error, _request, response, _next) =>
      void response.status(500).send("failed")) satisfies express.ErrorRequestHandler,
  );
  const server = createServer(app);
  closers.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return async (path: string) => await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
}

const routes = (word: string) =>
  Router().get("/plans/:id", (request, response) => void response.send(`${word} ${request.params.id}`));

describe("routes that are loaded late", () => {
  it("are loaded once, by the first requests for them and by no other", async () => {
    let loads = 0;
    const load = async () => {
      loads++;
      return [routes];
    };
    const ask = await asking({ of: ["plans"], load }, async () => ["plan"]);
    expect([await ask("/other"), loads]).toEqual(["other", 0]);
    expect(await Promise.all([ask("/plans/1"), ask("/PLANS/2")])).toEqual(["plan 1", "plan 2"]);
    expect([await ask("/plans/3"), await ask("/other"), loads]).toEqual(["plan 3", "other", 1]);
  });

  it("leave an address that none of them answers to whoever comes next", async () => {
    const ask = await asking({ of: ["plans", "other"], load: async () => [routes] }, async () => ["plan"]);
    expect(await ask("/other")).toBe("other");
  });

  it("fail with the request when they cannot be loaded, and are tried again by the next", async () => {
    const failures = [new Error("the disk is away")];
    const given = async (): Promise<[string]> => {
      const failure = failures.pop();
      if (failure !== undefined) throw failure;
      return ["plan"];
    };
    const ask = await asking({ of: ["plans"], load: async () => [routes] }, given);
    expect([await ask("/plans/1"), await ask("/plans/1")]).toEqual(["failed", "plan 1"]);
  });
});

/** First parts of the paths of these routes. */
function firstParts(routes: readonly RequestHandler[]): readonly string[] {
  const app = express();
  app.use(...routes);
  return routesOf(app).map(({ path }) => path.split("/")[1] ?? "");
}

describe("every route of the product", () => {
  const once: RequestHandler = (_request, _response, next) => next();
  // what routes take when they are made; the rest they take when they are asked
  const parts = { store: memoryStore(), context: CONTEXT, once } as unknown as Parts;
  const views = loadViews();

  it("stands under a first part that its table names, and every name is needed", async () => {
    const made = [
      ...PAGE_ROUTES.map(async ({ of, load }) => ({ of, routes: (await load()).map((make) => make(parts, views)) })),
      ...API_ROUTES.map(async ({ of, load }) => ({ of, routes: (await load()).map((make) => make(parts)) })),
    ];
    for (const { of, routes } of await Promise.all(made)) {
      expect([...new Set(firstParts(routes))].toSorted()).toEqual(of.toSorted());
    }
  });
});
