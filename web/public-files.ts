/** Files that pages load. What is none of them is not looked for on disk: most requests are for something else. */
import { readdirSync } from "node:fs";
import path from "node:path";
import express, { type RequestHandler } from "express";
import { styleSheet } from "#report/style/index.ts";

const FOLDER = path.join(import.meta.dirname, "public");
const NAMES: ReadonlySet<string> = new Set(
  readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).map((name) => `/${name.split(path.sep).join("/")}`),
);
const send = express.static(FOLDER, { index: false, maxAge: "1h", redirect: false });

/** Its parts are the report's, too, so it is no file of web/public/. */
const STYLE_SHEET = "/hostwright.css";

/** Sends a file of web/public/ that was there when the server started; everything else passes by. */
export const publicFiles: RequestHandler = (request, response, next) => {
  const { method } = request;
  if (request.path === STYLE_SHEET && (method === "GET" || method === "HEAD")) {
    response.type("css").set("Cache-Control", "public, max-age=3600").send(styleSheet());
    return;
  }
  if (NAMES.has(request.path)) return send(request, response, next);
  next();
};
