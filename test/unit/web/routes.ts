/** The routes of an application as express knows them: methods and paths, whatever router they stand in. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { API } from "../../../web/api/job-body.ts";
import { API_ROUTES } from "../../../web/api/routes.ts";
import { PAGE_ROUTES } from "../../../web/page-routes.ts";

interface Layer {
  readonly name: string;
  readonly rawPath?: unknown;
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** One route; `method` in capitals. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

function within(layers: readonly Layer[], prefix: string): readonly Route[] {
  return layers.flatMap((layer) => {
    const { route, rawPath, handle } = layer;
    if (route !== undefined) {
      const methods = Object.keys(route.methods).filter((method) => method !== "_all");
      return methods.map((method) => ({ method: method.toUpperCase(), path: `${prefix}${route.path}` }));
    }
    const mounted = typeof rawPath === "string" && rawPath !== "/" ? rawPath : "";
    return handle.stack === undefined ? [] : within(handle.stack, `${prefix}${mounted}`);
  });
}

/** All routes that answer some method by name. */
export const routesOf = ({ router }: Express): readonly Route[] =>
  within((router as unknown as { readonly stack: readonly Layer[] }).stack, "");

/** Every address that makes an application load routes. */
const WAKING = [
  ...PAGE_ROUTES.flatMap((late) => late.of.map((part) => `/${part}`)),
  ...API_ROUTES.flatMap((late) => late.of.map((part) => `${API}/${part}`)),
];

/** Asks an application for each of its parts once, so that all its routes are there. */
export async function awakened(app: Express): Promise<Express> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  for (const address of new Set(WAKING)) await (await fetch(`http://127.0.0.1:${port}${address}`)).arrayBuffer();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return app;
}
