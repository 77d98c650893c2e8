/**
 * Seeded requests at every address of docs/openapi.json: hostile ids and queries, formats nobody has, wrong types of body,
 * deep nesting, huge numbers. Each answer has a declared status (methods not declared: 405, or 400 where the path cannot be read) and a body that matches
 * its declared schema, and tells nothing of the machine. Valid bodies of plans are the other tests' affair.
 */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type TestServer, testServer } from "../../support/web-server.ts";

type Schema = Parameters<typeof z.fromJSONSchema>[0];
interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const text = readFileSync(new URL("../../../docs/openapi.json", import.meta.url), "utf8");
const description = JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/")) as {
  readonly paths: Paths;
  readonly components: { readonly schemas: Record<string, Schema> };
};
const RUNS = 1500;
const METHODS = ["GET", "POST", "DELETE", "PUT", "PATCH"];
const checks = new Map<Schema, z.ZodType>();

/** The declared schema as a check, made once. */
function checkOf(schema: Schema): z.ZodType {
  const known = checks.get(schema);
  if (known !== undefined) return known;
  const made = z.fromJSONSchema({ ...(schema as object), $defs: description.components.schemas } as Schema);
  checks.set(schema, made);
  return made;
}

const hostile = fc.oneof(
  fc.constantFrom("..", "%2e%2e%2fetc%2fpasswd", "__proto__", "constructor", "%00", "%", "' OR 1=1 --", "1e999", "-0"),
  fc.string({ unit: "binary", maxLength: 40 }).map((one) => encodeURIComponent(one.toWellFormed())),
  fc.constantFrom("esx-3.0", "hp-dl585-g1", "x".repeat(3000)),
);
const query = fc.oneof(
  fc.constant(""),
  fc
    .tuple(
      fc.constantFrom(
        "limit",
        "cursor",
        "include",
        "format",
        "inventory",
        "timeSeconds",
        "name",
        "like",
        "id",
        "table",
        "plan",
        "rows",
      ),
      hostile,
    )
    .map(([name, value]) => `?${name}=${value}`),
  fc.constantFrom("?limit=1&limit=2", "?cursor[]=x", "?include=request", "?include=inventory", "?limit=500"),
);
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const body = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom(
    "",
    "{",
    deep(63),
    deep(5000),
    '{"targets":1e400}',
    '{"__proto__":{"workloads":[]}}',
    "null",
    "\u0000",
  ),
  fc
    .tuple(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }))
    .map(([workloads, targets]) => JSON.stringify({ workloads, targets, goals: workloads })),
);
const asked = fc.record({
  path: fc.constantFrom(...Object.keys(description.paths)),
  method: fc.oneof({ weight: 3, arbitrary: fc.constantFrom("GET", "POST") }, fc.constantFrom(...METHODS)),
  ids: fc.tuple(hostile, hostile),
  query,
  body,
  type: fc.constantFrom(
    "application/json",
    "text/plain",
    "multipart/form-data",
    "application/json; charset=x",
    "text/csv",
    "x",
  ),
  accept: fc.constantFrom("*/*", "*/*", "application/json", "text/html", "image/png", "text/csv;q=0.1", ";;"),
});

const server: { at?: TestServer } = {};
beforeAll(async () => {
  server.at = await testServer();
});
afterAll(async () => server.at?.close());

it("answers every request as declared, and tells nothing of the machine", async () => {
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const one of fc.sample(asked, { numRuns: RUNS, seed: 7 })) {
    const address = one.path.replace("{id}", one.ids[0]).replace(/\{(?:name|row)\}/, one.ids[1]) + one.query;
    const response = await fetch(`${server.at?.url}${address}`, {
      method: one.method,
      redirect: "manual",
      headers: { Accept: one.accept, "Content-Type": one.type },
      ...(one.method === "GET" ? {} : { body: one.body }),
    });
    const answer = await response.text();
    const told = `${one.method} ${one.path} ${response.status}`;
    // A hostile id may lead to another address ("..", ""): then only the manners of all answers are asked for.
    const isElsewhere = /^\.*$/.test(one.ids[0]) || /^\.*$/.test(one.ids[1]);
    const operation = description.paths[one.path]?.[one.method.toLowerCase()];
    seen.add(told);
    if (response.status >= 500 && response.status !== 503) wrong.push(`${told}: ${address} ${one.body.slice(0, 200)}`);
    if (/\n\s+at |node_modules|file:\/\/|\/tmp\//.test(answer)) wrong.push(`${told} tells: ${answer.slice(0, 200)}`);
    if (isElsewhere && one.path.includes("{")) continue;
    const declared = operation?.responses[String(response.status)];
    if (operation === undefined ? ![400, 405].includes(response.status) : declared === undefined)
      wrong.push(`${told} undeclared ${address}`);
    const type = (response.headers.get("Content-Type") ?? "").split(";")[0] ?? "";
    const schema = declared?.content?.[type]?.schema;
    if (declared?.content !== undefined && schema === undefined) wrong.push(`${told} as ${type}`);
    if (schema !== undefined && type.endsWith("json") && !checkOf(schema).safeParse(JSON.parse(answer)).success)
      wrong.push(`${told} not its schema: ${answer.slice(0, 300)}`);
  }
  expect([...new Set(wrong)]).toEqual([]);
  expect(seen.size).toBeGreaterThan(60);
});

it("declares that a plan of an inventory nobody handed in is not found", async () => {
  const response = await fetch(`${server.at?.url}/api/v1/plans?inventory=nobody`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }] }),
  });
  expect(response.status).toBe(404);
  expect(description.paths["/api/v1/plans"]?.["post"]?.responses["404"]).toBeDefined();
});
