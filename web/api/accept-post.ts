/** Accept-Post: the types of body an address reads, told on OPTIONS and where another type came; as the description has them. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { problemOf } from "../problem.ts";

interface Reader {
  readonly path: RegExp;
  readonly types: string;
}

let readers: readonly Reader[] | undefined;

/** Addresses that read a body, from the description, which is loaded and made for the first who asks. */
async function readersOf(): Promise<readonly Reader[]> {
  const { openApi } = await import("./openapi.ts");
  readers ??= Object.entries(openApi().paths ?? {}).flatMap(([address, item]) => {
    const body = item.post?.requestBody;
    if (body === undefined || !("content" in body)) return [];
    const pattern = address.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+");
    return [{ path: new RegExp(`^${pattern}/?$`, "i"), types: Object.keys(body.content).join(", ") }];
  });
  return readers;
}

async function tell(request: Request, response: Response): Promise<void> {
  const path = request.originalUrl.split("?")[0] ?? "";
  const reader = (await readersOf()).find((one) => one.path.test(path));
  if (reader !== undefined) response.set("Accept-Post", reader.types);
}

/** On OPTIONS. */
export const tellOnOptions: RequestHandler = async (request, response, next) => {
  if (request.method === "OPTIONS") await tell(request, response);
  next();
};

/** Where a body of another type came. */
export const tellOnRefusal: ErrorRequestHandler = async (error: unknown, request, response, next) => {
  if (request.method === "POST" && problemOf(error).key === "unsupported-media-type") await tell(request, response);
  next(error);
};
