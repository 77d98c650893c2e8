/**
 * ?fields= on what the API gives as JSON: of a document its members, of a list those of its entries. Whatever it is about: names and
 * lists are those of the description. A request without fields is let through at the cost of one look for a "?".
 */
import type { Request, RequestHandler, Response } from "express";
import { InvalidInput } from "#planner/contract/index.ts";
import { queryText } from "../../methods.ts";
import { describedAt } from "../described.ts";
import { openApi } from "../openapi.ts";
import { type Json, type Schema, type Schemas, elementsOf, isJson, membersOf } from "./members.ts";
import { picked } from "./pick.ts";
import { type Wish, wishOf } from "./wish.ts";

let named: Schemas | undefined;
const schemasOf = (): Schemas => (named ??= (openApi().components?.schemas ?? {}) as Schemas);

/** What is wanted of this answer; undefined = all of it. */
export const fieldsOf = (response: Response): Wish | undefined => response.locals["fields"] as Wish | undefined;

/** For answers that have no members to choose from. @throws InvalidInput where some are chosen */
export function refuseFields(response: Response, format: string): void {
  if (fieldsOf(response) === undefined) return;
  const detail = `fields chooses members of JSON; ${format} is always whole`;
  throw new InvalidInput([{ pointer: "/fields", code: "not-json", detail }]);
}

/** The name under which a list has its entries: that of its address, in the spelling of JSON. */
const listName = (address: string): string =>
  (address.split("/").at(-1) ?? "").replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** What the description says of the answer to this GET; undefined = nothing. */
function answerTo(request: Request): { readonly address: string; readonly schema: Schema } | undefined {
  const described = describedAt(request.originalUrl.split("?")[0] ?? "");
  const answer = described?.item.get?.responses?.["200"];
  if (described === undefined || answer === undefined || !("content" in answer)) return undefined;
  const schema = answer.content?.["application/json"]?.schema;
  return schema === undefined ? undefined : { address: described.address, schema: schema as Schema };
}

/** The wanted part of a body. @throws InvalidInput for a name that is no member */
export function sparse(request: Request, body: Json, { tree }: Wish): unknown {
  const told = answerTo(request);
  if (told === undefined) return body;
  const schemas = schemasOf();
  const list = listName(told.address);
  const entries = body[list];
  if (!Array.isArray(entries)) return picked({ value: body, schema: told.schema, schemas }, tree);
  const own = membersOf([told.schema], [body], schemas).named.get(list) ?? [];
  const schema = { anyOf: elementsOf(own, schemas) };
  return { ...body, [list]: picked({ value: entries, schema, schemas }, tree) };
}

/** A tag of the whole as that of a part. */
export const partTag = (tag: string, { mark }: Wish): string => tag.replace(/"$/, `.${mark}"`);

/** The next page of a list is asked for the same members. */
function withNext(body: Json, asked: string, response: Response): Json {
  const links = body["links"];
  if (!isJson(links) || typeof links["next"] !== "string") return body;
  const next = `${links["next"]}&fields=${encodeURIComponent(asked)}`;
  response.removeHeader("Link");
  response.links({ next });
  return { ...body, links: { ...links, next } };
}

/** Stands before the routes of the API. */
export const sparseAnswers: RequestHandler = (request, response, next) => {
  if (!request.url.includes("?") || (request.method !== "GET" && request.method !== "HEAD")) return next();
  const asked = queryText(request, "fields");
  if (asked === undefined) return next();
  const wish = wishOf(asked);
  response.locals["fields"] = wish;
  const send = response.json.bind(response);
  response.json = (body: unknown) => {
    if (response.statusCode !== 200 || !isJson(body)) return send(body);
    const part = sparse(request, withNext(body, asked, response), wish);
    const tag = response.get("ETag");
    if (tag !== undefined) response.set("ETag", partTag(tag, wish));
    return send(part);
  };
  next();
};
