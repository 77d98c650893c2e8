/**
 * Every form that somebody signed in posts carries a token of the session, which a page of another site cannot know. It is
 * asked for in one place, before any route, whatever the form's coding; a route that nobody thought of is asked as well.
 * Left out: requests by key, which no browser sends by itself, and the JSON API, whose calls must say their origin.
 */
import express, { type RequestHandler } from "express";
import { isFormToken } from "#accounts";
import { FORM_TOKEN } from "../form-views.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { readUpload } from "../intake/upload.ts";
import { Problem } from "../problem.ts";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);
/** Signing in needs no session and therefore no token. */
const WITHOUT = /^\/(?:api\/|login\/?$)/;
const readFields = express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS });

/** Takes the token out of the fields, so that no form's decoder sees it. */
function tokenTakenFrom(body: unknown): string {
  if (typeof body !== "object" || body === null || !(FORM_TOKEN in body)) return "";
  const given = body[FORM_TOKEN];
  delete body[FORM_TOKEN];
  return typeof given === "string" ? given : "";
}

/** Refuses what is posted in a session without its token. The guard stands before it and says which session it is. */
export const demandFormToken: RequestHandler = (request, response, next) => {
  const known = response.locals["formToken"] as string | undefined;
  if (known === undefined || READING.has(request.method) || WITHOUT.test(request.path)) return next();
  const judge = (error?: unknown) => {
    if (error !== undefined && error !== null) return next(error);
    if (isFormToken(known, tokenTakenFrom(request.body))) return next();
    next(new Problem("stale-form", "The form has no token of this session, or one of another."));
  };
  if (request.is("multipart/form-data") !== false) void readUpload(request, response, judge);
  else readFields(request, response, judge);
};
