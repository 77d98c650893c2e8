/** The routes of an application as express knows them: methods and paths, whatever router they stand in. */
import type { Express } from "express";

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
