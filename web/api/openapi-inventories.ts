/** The part of the API's description that is about inventories and their workloads. */
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { EDIT_BODY } from "./edits.ts";
import { API } from "./job-body.ts";
import { answer, binary, id, json, pageQuery, problems } from "./openapi-parts.ts";
import { INVENTORY_READING, INVENTORY_SUMMARY, NAME_TABLE, WORKLOAD_LIST } from "./schemas.ts";
import { WORKLOAD_QUERY } from "./workloads.ts";

const INVENTORY_FILES = z.object({ inventory: z.array(binary) });

/** Addresses of inventories. */
export const INVENTORY_PATHS: ZodOpenApiPathsObject = {
  [`${API}/inventories`]: {
    post: {
      summary: "Hand in an inventory",
      requestParams: { query: z.object({ name: z.string().optional(), anonymise: z.enum(["1"]).optional() }) },
      requestBody: {
        required: true,
        content: {
          "multipart/form-data": { schema: INVENTORY_FILES },
          "application/json": { schema: z.unknown() },
          "text/csv": { schema: z.string() },
          "application/octet-stream": { schema: binary },
        },
      },
      responses: {
        "201": answer("What was understood; Location names the inventory", INVENTORY_SUMMARY),
        "202": answer("Accepted and being read; Location names the inventory to be", INVENTORY_READING),
        ...problems("malformed-request", "body-too-large", "unsupported-media-type", "invalid-input", "queue-full"),
      },
    },
  },
  [`${API}/inventories/{id}`]: {
    get: {
      summary: "Read an inventory",
      requestParams: { path: id, query: z.object({ include: z.enum(["inventory"]).optional() }) },
      responses: {
        "200": answer("The summary; with include=inventory the whole", INVENTORY_SUMMARY),
        "202": answer("Its files are being read; ask again", INVENTORY_READING),
        ...problems("not-found", "invalid-input"),
      },
    },
    delete: {
      summary: "Delete an inventory",
      requestParams: { path: id },
      responses: { "204": { description: "Deleted" }, ...problems("not-found") },
    },
  },
  [`${API}/inventories/{id}/workloads`]: {
    get: {
      summary: "List the workloads of an inventory",
      description:
        "Chosen by part of the name, tag (key or key=value), finding and state, all of which must hold; in the inventory's order, or by sort (with - in front the other way round).",
      requestParams: { path: id, query: WORKLOAD_QUERY.extend(pageQuery.shape) },
      responses: {
        "200": answer("One page; Link rel=next names the next", WORKLOAD_LIST),
        ...problems("not-found", "invalid-input"),
      },
    },
  },
  [`${API}/inventories/{id}/edits`]: {
    post: {
      summary: "Edit an inventory, as a new one",
      description:
        "Edits are carried out in their order, all or none. The inventory named stays as it is; the new one's findings say what was done.",
      requestParams: { path: id },
      requestBody: { required: true, content: json(EDIT_BODY) },
      responses: {
        "201": answer(
          "The new inventory's summary; Location names it, links.before the one it was made from",
          INVENTORY_SUMMARY,
        ),
        ...problems("malformed-request", "not-found", "body-too-large", "unsupported-media-type", "invalid-input"),
      },
    },
  },
  [`${API}/inventories/{id}/anonymise`]: {
    post: {
      summary: "Make an inventory without names of this one",
      requestParams: { path: id },
      responses: {
        "201": answer("The new inventory's summary; links.before is the one that has the names", INVENTORY_SUMMARY),
        ...problems("not-found"),
      },
    },
  },
  [`${API}/inventories/{id}/names`]: {
    get: {
      summary: "Read which pseudonym stands for which name when this inventory is anonymised",
      requestParams: { path: id },
      responses: {
        "200": {
          description: "The table of names",
          content: { "text/csv": { schema: z.string() }, ...json(NAME_TABLE) },
        },
        ...problems("not-found"),
      },
    },
  },
};
