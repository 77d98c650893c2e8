/**
 * How much is read of bodies at all, whatever reads them. Readers that refuse a body read it off to its end before they
 * answer, so that its sender hears the answer: one without end would be read for as long as the server is patient. And many
 * callers that each send nearly as much as they may, slowly, would fill the memory together.
 */
import type { RequestHandler, Response } from "express";
import { Problem } from "../problem.ts";
import { MIB, MOST_ON_THE_WAY_MIB, MOST_READ_OFF_MIB, READ_LATER_FROM_BYTES } from "./bounds.ts";
import { tooManyUploads } from "./reading-turns.ts";

/** Bytes. */
export interface BodyBounds {
  readonly readOff: number;
  readonly onTheWay: number;
}

const BOUNDS: BodyBounds = { readOff: MOST_READ_OFF_MIB * MIB, onTheWay: MOST_ON_THE_WAY_MIB * MIB };

/** The connection is not used again, so that what is left of the body need not be read. */
function ending(response: Response, problem: Problem): Problem {
  response.set("Connection", "close");
  return problem;
}

const endless = ({ readOff }: BodyBounds) =>
  new Problem("body-too-large", `The body is larger than ${readOff / MIB} MiB; it was not read to its end.`);
const crowded = ({ onTheWay }: BodyBounds) =>
  tooManyUploads(`Bodies of ${onTheWay / MIB} MiB together are on their way already.`);

/** The middleware, before all that reads bodies; its sum is that of one server. */
export function bodyAllowance(bounds: BodyBounds = BOUNDS): RequestHandler {
  let onTheWay = 0;
  return (request, response, next) => {
    if (Number(request.get("Content-Length") ?? 0) > bounds.readOff) return next(ending(response, endless(bounds)));
    let own = 0;
    let isOver = false;
    const refuse = (problem: Problem) => {
      isOver = true;
      // whoever reads the body hears that it was cut, when this has been answered
      if (!response.headersSent) next(ending(response, problem));
    };
    const count = (chunk: Buffer) => {
      own += chunk.length;
      onTheWay += chunk.length;
      if (isOver) return;
      if (own > bounds.readOff) refuse(endless(bounds));
      else if (onTheWay > bounds.onTheWay && own > READ_LATER_FROM_BYTES) refuse(crowded(bounds));
    };
    // only when somebody reads: to listen for data would begin to read
    request.once("resume", () => request.on("data", count));
    response.once("close", () => {
      onTheWay -= own;
    });
    next();
  };
}
