/** One request to any operation: its own method or another, ids that exist or were never given, bodies good and bad. */
import { type Operation, PATHS, type Schema, memberNames } from "./description.ts";
import { HOSTILE_TEXTS } from "./draw.ts";
import { FORM_TYPE, type Part, formBody } from "./form-body.ts";
import { mutated, mutatedText } from "./mutate.ts";
import { type Maker, valueOf } from "./values.ts";

/** A request to be sent. */
export interface Asked {
  /** As in the description. */
  readonly path: string;
  readonly address: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const OTHER_METHODS = ["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"];
const ACCEPTS = ["application/json", "text/html", "image/png", "text/csv;q=0.1", ";;", "a/b, */*;q=0", ""];
const TYPES = ["application/json", "text/plain", "application/json; charset=x", "multipart/form-data", "x", "a/b;c=d"];
const KEYS = ["k1", '"k2"', "k3", "k4", "a b", "x".repeat(200), '"'];
const PREFERS = ["wait=0", "wait=0", "wait=-1", "wait=9999999999999", "respond-async", "wait=x"];

/** Visible Latin-1, as headers can carry it. */
const asHeader = (text: string) => text.replaceAll(/[^ -~\u00A1-\u00FF]/g, "?").trim();

function idFor(path: string, name: string, { draw, memory }: Maker): string {
  const collection = /^\/api\/v1\/([\w-]+)\/\{/.exec(path)?.[1] ?? "";
  const known = memory.ids.get(collection) ?? [];
  const texts = memory.texts.get(name) ?? [];
  if (name === "id" && known.length > 0 && !draw.oneIn(4)) return draw.of(known);
  if (texts.length > 0 && !draw.oneIn(3)) return encodeURIComponent(draw.of(texts).toWellFormed());
  const hostile = draw.of(HOSTILE_TEXTS).toWellFormed();
  return draw.oneIn(12) ? draw.of(["%", "%zz", "%c0%ae", "%00"]) : encodeURIComponent(hostile);
}

/** Members of what the operation answers, as they are declared; undefined where none are. */
function chosenMembers({ responses }: Operation, { draw }: Maker): readonly string[] | undefined {
  const names = memberNames(responses["200"]?.content?.["application/json"]?.schema ?? {});
  return names.length === 0 ? undefined : Array.from({ length: 1 + draw.below(2) }, () => draw.of(names));
}

function queryFor(operation: Operation, maker: Maker): string {
  const { draw } = maker;
  const pairs = (operation.parameters ?? [])
    .filter((one) => one.in === "query" && draw.oneIn(3))
    .flatMap(({ name, schema, explode }) => {
      const chosen = name === "fields" && !draw.oneIn(3) ? chosenMembers(operation, maker) : undefined;
      const hostile = draw.oneIn(3) ? draw.of(HOSTILE_TEXTS) : undefined;
      const value = chosen ?? hostile ?? valueOf(schema ?? {}, maker, { field: name, depth: 0 });
      const isTogether = explode === false && Array.isArray(value);
      const text = typeof value === "string" ? value : isTogether ? value.join(",") : JSON.stringify(value);
      const pair = `${name}=${encodeURIComponent(text.toWellFormed())}`;
      return draw.oneIn(12) ? [pair, pair] : [pair];
    });
  if (draw.oneIn(15)) pairs.push(draw.of(["nobody=1", "limit[]=1", "%", "=", "a&b", "cursor=%ff"]));
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function headersFor(operation: Operation, { draw, memory }: Maker): Record<string, string> {
  const types = Object.keys(operation.responses["200"]?.content ?? {});
  const tags = ["*", '"x"', 'W/"x"', "x", ...memory.tags.slice(-5)];
  return {
    Accept: draw.oneIn(8) ? draw.of(ACCEPTS) : draw.oneIn(3) && types.length > 0 ? draw.of(types) : "*/*",
    ...(draw.oneIn(5) ? { "If-None-Match": draw.of(tags) } : {}),
    ...(draw.oneIn(5) ? { "If-Match": draw.of(tags) } : {}),
    ...(draw.oneIn(5) ? { "Idempotency-Key": draw.of(KEYS) } : {}),
    ...(draw.oneIn(8) ? { Prefer: draw.of(PREFERS) } : {}),
    ...(draw.oneIn(10) ? { "X-Request-Id": asHeader(draw.of(HOSTILE_TEXTS)) } : {}),
    ...(draw.oneIn(20) ? { "Last-Event-ID": asHeader(draw.of(HOSTILE_TEXTS)) } : {}),
    ...(draw.oneIn(40) ? { Authorization: asHeader(draw.of(HOSTILE_TEXTS)) } : {}),
    ...(draw.oneIn(60) ? { Origin: "http://elsewhere.example" } : {}),
  };
}

const FIELD_NAMES = ["a[4294967294]", "a[b][c]", "request[]", "inventory[0]", "n".repeat(200), '"', ""];

/** Every entry as a part or as many: a text that stands for the whole has as many entries as characters, up to 100,000. */
function formOf(value: unknown, { draw }: Maker): Buffer {
  const parts = Object.entries(value ?? {}).flatMap(([name, given]): Part[] => {
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    return list.map((one) => ({ name, value: String(one), ...(name === "request" ? {} : { file: "estate.csv" }) }));
  });
  const odd = { name: draw.of([...FIELD_NAMES, ...HOSTILE_TEXTS]), value: "x" };
  return formBody(draw.oneIn(4) ? [odd, ...parts] : parts);
}

/** A body of this schema, spoiled one time in two. */
function bodyOf(schema: Schema, type: string, maker: Maker): Buffer {
  const { draw } = maker;
  const value = valueOf(schema, maker);
  const given = draw.oneIn(3) ? mutated(value, draw) : value;
  if (type === "multipart/form-data") return formOf(given, maker);
  const text = typeof given === "string" && !type.endsWith("json") ? given : JSON.stringify(given);
  return draw.oneIn(6) ? mutatedText(text, draw) : Buffer.from(text.toWellFormed());
}

/** Every operation; those with a body as often as four others, for bodies are where most can be wrong. */
const EVERY = Object.entries(PATHS).flatMap(([path, operations]) =>
  Object.entries(operations).flatMap(([own, { requestBody }]) =>
    Array.from({ length: requestBody === undefined ? 1 : 4 }, () => ({ path, own: own.toUpperCase() })),
  ),
);

/** The next request. */
export function nextRequest(maker: Maker): Asked {
  const { draw } = maker;
  const { path, own } = draw.of(EVERY);
  const method = draw.oneIn(8) ? draw.of(OTHER_METHODS) : own;
  const operation = PATHS[path]?.[method.toLowerCase()] ?? { responses: {} };
  const address =
    path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => idFor(path, name, maker)) + queryFor(operation, maker);
  const headers = headersFor(operation, maker);
  if (method === "GET" || method === "HEAD") return { path, address, method, headers };
  const declared = Object.entries(operation.requestBody?.content ?? {});
  const [type, { schema = {} }] = declared.length > 0 ? draw.of(declared) : ["application/json", {}];
  const body = bodyOf(schema, type, maker);
  if (type === "multipart/form-data")
    return { path, address, method, headers: { ...headers, "Content-Type": FORM_TYPE }, body };
  const encoding = draw.oneIn(50) ? { "Content-Encoding": draw.of(["gzip", "br", "x"]) } : {};
  return {
    path,
    address,
    method,
    headers: { ...headers, "Content-Type": draw.oneIn(8) ? draw.of(TYPES) : type, ...encoding },
    body,
  };
}
