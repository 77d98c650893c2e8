/** Accept-Post: the types of body an address reads, told on OPTIONS and where another type came; as the description has them. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { problemOf } from "../problem.ts";
import { describedAt } from "./described.ts";

function tell(request: Request, response: Response): void {
  const body = describedAt(request.originalUrl.split("?")[0] ?? "")?.item.post?.requestBody;
  if (body !== undefined && "content" in body) response.set("Accept-Post", Object.keys(body.content).join(", "));
}

/** On OPTIONS. */
export const tellOnOptions: RequestHandler = (request, response, next) => {
  if (request.method === "OPTIONS") tell(request, response);
  next();
};

/** Where a body of another type came. */
export const tellOnRefusal: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (request.method === "POST" && problemOf(error).key === "unsupported-media-type") tell(request, response);
  next(error);
};
