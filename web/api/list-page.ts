/** Lists by pages: which page is asked for, and where the next one is. */
import type { Request } from "express";
import { InvalidInput } from "#planner/contract/index.ts";
import type { PageAsked } from "#store";
import { queryText } from "../methods.ts";

const PAGE_LIMIT = 50;
const MOST_PAGE_LIMIT = 500;

/** Entries per page: a whole number from 1 to 500. */
function limitOf(request: Request): number {
  const text = queryText(request, "limit") ?? String(PAGE_LIMIT);
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST_PAGE_LIMIT) return limit;
  throw new InvalidInput([
    {
      pointer: "/limit",
      code: "invalid",
      detail: `limit "${text}" is not a whole number from 1 to ${MOST_PAGE_LIMIT}`,
    },
  ]);
}

/** The page a request asks for by ?limit= and ?cursor=. @throws InvalidInput */
export function pageAsked(request: Request): PageAsked {
  const cursor = queryText(request, "cursor");
  const limit = limitOf(request);
  return cursor === undefined ? { limit } : { limit, cursor };
}

/** Address of the page after this one; undefined on the last. */
export const nextPage = (list: string, { limit }: PageAsked, next: string | undefined): string | undefined =>
  next === undefined ? undefined : `${list}?limit=${limit}&cursor=${next}`;
