/** /api/v1/inventories/ID/workloads: an inventory's workloads by pages, chosen and ordered as the workloads page does it. */
import { type Request, Router } from "express";
import { WORKLOAD_ORDERS, WorkloadFilter } from "#inventory";
import { parseInput } from "#planner/contract/index.ts";
import { BadCursor, type PageAsked } from "#store";
import { z } from "zod";
import { FILTER_FIELDS, listQuery } from "../decode/workload-list.ts";
import { findInventory } from "../find.ts";
import { answersJson, only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { inventoryPath } from "./job-body.ts";
import { nextPage, pageAsked } from "./list-page.ts";

/** What a caller may ask of the list, beside page and size. */
export const WORKLOAD_QUERY = WorkloadFilter.extend({ sort: z.enum(WORKLOAD_ORDERS).optional() });
type WorkloadQuery = z.infer<typeof WORKLOAD_QUERY>;

const QUERY_FIELDS = [...FILTER_FIELDS, "sort"] as const;
const CURSOR = /^w([1-9]\d{0,6})$/;

/** @throws InvalidInput with every parameter that cannot be */
function queryOf(request: Request): WorkloadQuery {
  const given = QUERY_FIELDS.flatMap((name) => {
    const text = queryText(request, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return parseInput(WORKLOAD_QUERY, Object.fromEntries(given));
}

/** Rows before the page that a cursor asks for; inventories never change, so that counting is enough. @throws BadCursor */
function rowsBefore({ cursor }: PageAsked): number {
  if (cursor === undefined) return 0;
  const digits = CURSOR.exec(cursor)?.[1];
  if (digits === undefined) throw new BadCursor(cursor);
  return Number(digits);
}

/** The list of an inventory's workloads. */
export function apiWorkloads(parts: Parts): Router {
  const router = Router();
  router.get("/inventories/:id/workloads", answersJson, async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const { sort, ...filter } = queryOf(request);
    const asked = pageAsked(request);
    const before = rowsBefore(asked);
    const { limit } = asked;
    const { matching, workloads } = await parts.desk.ask("workloadBodies", [found], { filter, sort, before, limit });
    const [self, end] = [inventoryPath(found.id), before + limit];
    const page = nextPage(`${self}/workloads`, asked, end < matching ? `w${end}` : undefined);
    const kept = listQuery({ filter, page: 1, ...(sort === undefined ? {} : { sort }) }).replace("?", "&");
    const next = page === undefined ? undefined : `${page}${kept}`;
    if (next !== undefined) response.links({ next });
    response.json({
      matching,
      workloads,
      links: { inventory: self, ...(next === undefined ? {} : { next }) },
    });
  });
  router.all("/inventories/:id/workloads", only("GET"));
  return router;
}
