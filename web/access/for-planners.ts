/**
 * Pages that are there only to make or change something. Links to them are for who may do that; whoever comes there all the same is
 * told who may, in place of fields that do nothing.
 */
import type { RequestHandler } from "express";
import { mayDo } from "#accounts";
import type { StepView } from "../stepper.ts";
import type { Views } from "../views.ts";
import { callerOf } from "./caller.ts";

const HOME = "/";
/** Paths without query, as the router compares them: whatever the case. */
const PAGES: readonly RegExp[] = [
  /^\/(?:what-ifs|simulations)\/new$/i,
  /^\/(?:plans|what-ifs|simulations)\/[^/]+\/shares$/i,
  /^\/plans\/[^/]+\/again$/i,
  /^\/inventories\/[^/]+\/(?:targets|goals|workload)$/i,
];

const plain = (address: string): string => {
  const path = address.split(/[?#]/)[0] ?? "";
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
};

const isPlannersPage = (path: string): boolean => PAGES.some((page) => page.test(path));

/** Is this address of use only to who may change something? The first page, which makes plans, is one. */
export function isForPlanners(address: string): boolean {
  const path = plain(address);
  return path === HOME || isPlannersPage(path);
}

const LINK = /<a\b[^>]*? href="([^"]*)"[^>]*>[\s\S]*?<\/a> ?/g;

/** A page without its links to where a reader can do nothing; linear in it. */
export const withoutPlannersLinks = (html: string): string =>
  html.replace(LINK, (link, address: string) => (isForPlanners(address) ? "" : link));

/** Steps of the form for who may only read: those to where nothing could be done lead nowhere. */
export const stepsForReaders = (steps: readonly StepView[]): readonly StepView[] =>
  steps.map(({ href, ...step }) => (href === undefined || isForPlanners(href) ? step : { ...step, href }));

/** Tells a reader who may use the page. Stands before the pages; the first one has words of its own. */
export function tellReaders(views: Views): RequestHandler {
  return (request, response, next) => {
    const role = callerOf(response)?.role;
    const isReader = role !== undefined && !mayDo(role, "planner");
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isReader || !isRead || !isPlannersPage(plain(request.path))) return next();
    response.type("html").send(views.page("for-planners", { title: "For planners", role }));
  };
}
