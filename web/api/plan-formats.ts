/** A stored plan in the formats people ask for: its result, the whole document, a table, a page of one file. */
import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { findingText } from "#inventory";
import type { PlanContext } from "#planner";
import { planCsv, reportHtml } from "#report";
import type { StoredPlan } from "#store";
import { chosenFormat, queryText } from "../methods.ts";
import { Problem } from "../problem.ts";

const FORMATS = { json: "application/json", csv: "text/csv", html: "text/html" } as const;
type Format = keyof typeof FORMATS;

const isFormat = (text: string): text is Format => Object.hasOwn(FORMATS, text);

function formatOf(request: Request): Format {
  const asked = queryText(request, "format");
  if (asked !== undefined) {
    if (isFormat(asked)) return asked;
    throw new Problem("not-acceptable", `Format "${asked}" is not one of ${Object.keys(FORMATS).join(", ")}.`);
  }
  const type = chosenFormat(request, Object.values(FORMATS));
  return type === FORMATS.csv ? "csv" : type === FORMATS.html ? "html" : "json";
}

function wholeDocument(request: Request): boolean {
  const asked = queryText(request, "include");
  if (asked !== undefined && asked !== "request") {
    throw new Problem("malformed-request", `include="${asked}" is not known; include=request is.`);
  }
  return asked === "request";
}

/** A file name of the plan's name that every system takes. */
export const fileName = (name: string, extension: string): string =>
  `${
    name
      .replaceAll(/[^\w.-]+/g, "-")
      .replaceAll(/^[-.]+|[-.]+$/g, "")
      .slice(0, 80) || "plan"
  }.${extension}`;

/** The style of a one-file page is inside it: allowed by its hash, and nothing else is. */
function policyFor(html: string): string {
  const hashes = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
    (found) =>
      `'sha256-${createHash("sha256")
        .update(found[1] ?? "")
        .digest("base64")}'`,
  );
  return `default-src 'none'; img-src data:; style-src ${hashes.length > 0 ? hashes.join(" ") : "'none'"}; base-uri 'none'; frame-ancestors 'none'`;
}

/** Does the caller hold this version? A `no-cache` beside the condition, as some clients send it, does not matter here. */
const hasTag = (request: Request, etag: string): boolean =>
  (request.get("If-None-Match") ?? "").split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));

interface Asked {
  readonly request: Request;
  readonly response: Response;
}

/** Send the plan as asked for. A stored plan never changes, so its id and format are its entity tag. */
export function sendPlan({ id, document }: StoredPlan, context: PlanContext, { request, response }: Asked): void {
  const format = formatOf(request);
  const whole = format === "json" && wholeDocument(request);
  const etag = `"${id}.${whole ? "document" : format}"`;
  response.vary("Accept").set("ETag", etag).set("Cache-Control", "private, no-cache");
  if (hasTag(request, etag)) {
    response.status(304).end();
    return;
  }
  const { name } = document.result;
  response.type(FORMATS[format]);
  switch (format) {
    case "json":
      if (whole) response.attachment(fileName(name, "plan.json")).type(FORMATS.json);
      response.send(JSON.stringify(whole ? document : document.result));
      return;
    case "csv":
      response.attachment(fileName(name, "csv")).type(FORMATS.csv).send(planCsv(document));
      return;
    case "html": {
      const html = reportHtml(document, { ...context, findingText });
      response.set("Content-Security-Policy", policyFor(html));
      response.attachment(fileName(name, "html")).type(FORMATS.html).send(html);
      return;
    }
  }
}
