/** Accept-Post: the types of body an address reads, told on OPTIONS and where another type came; as the description has them. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { problemOf } from "../problem.ts";

/** The description is loaded and made for the first who asks. */
async function tell(request: Request, response: Response): Promise<void> {
  const { describedAt } = await import("./described.ts");
  const body = describedAt(request.originalUrl.split("?")[0] ?? "")?.item.post?.requestBody;
  if (body !== undefined && "content" in body) response.set("Accept-Post", Object.keys(body.content).join(", "));
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
