/**
 * Pages that are there only to make or change something. Links to them are for who may do that; whoever comes there all the same is
 * told who may, in place of fields that do nothing.
 */
import type { RequestHandler } from "express";
import { type Role, mayDo } from "#accounts";
import type { StepView } from "../stepper.ts";
import { callerOf } from "./caller.ts";

const HOME = "/";
/** Paths, as the router compares them: whatever the case. */
const PAGES: readonly RegExp[] = [
  /^\/(?:what-ifs|simulations)\/new$/i,
  /^\/(?:plans|what-ifs|simulations)\/[^/]+\/shares$/i,
  /^\/plans\/[^/]+\/again$/i,
  /^\/inventories\/[^/]+\/(?:targets|goals|workload)$/i,
];
/** Of the page that adds a workload, what makes it the page of one that is there: that can be read. */
const ABOUT_ONE = /\/workload\/*\?(?:[^#]*&)?of=/i;

const pathOf = (address: string): string => {
  const path = address.split(/[?#]/)[0] ?? "";
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
};

const isPlannersPage = (address: string): boolean =>
  !ABOUT_ONE.test(address) && PAGES.some((page) => page.test(pathOf(address)));

/** Is this address of use only to who may change something? The first page, which makes plans, is one. */
export const isForPlanners = (address: string): boolean => pathOf(address) === HOME || isPlannersPage(address);

const LINK = /<a\b[^>]*? href="([^"]*)"[^>]*>[\s\S]*?<\/a> ?/g;

/** A page without its links to where a reader can do nothing; linear in it. */
export const withoutPlannersLinks = (html: string): string =>
  html.replace(LINK, (link, address: string) =>
    isForPlanners(address.replaceAll("&amp;", "&").replaceAll("&#x3D;", "=")) ? "" : link,
  );

/** Steps of the form for who may only read: those to where nothing could be done lead nowhere. */
export const stepsForReaders = (steps: readonly StepView[]): readonly StepView[] =>
  steps.map(({ href, ...step }) => (href === undefined || isForPlanners(href) ? step : { ...step, href }));

/**
 * Tells a reader who may use the page. Stands before the pages; the first one has words of its own.
 * @param page what is told, for this role
 */
export function tellReaders(page: (role: Role) => string): RequestHandler {
  return (request, response, next) => {
    const role = callerOf(response)?.role;
    const isReader = role !== undefined && !mayDo(role, "planner");
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isReader || !isRead || !isPlannersPage(request.originalUrl)) return next();
    response.type("html").send(page(role));
  };
}
