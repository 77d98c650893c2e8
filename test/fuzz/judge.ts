/** Is an answer what the description promises? Each finding is one sentence. */
import { PATHS, matches, withoutRequired } from "./description.ts";
import type { Asked } from "./requests.ts";

/** What came back. */
export interface Came {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
}

const TELLS = /\n\s+at |node_modules|file:\/\/|\/tmp\/|\.ts:\d/;

/** Members were chosen, as the operation says one may: those that are left are as declared, the others may be missing. */
const isChosen = ({ address, path }: Asked): boolean =>
  new URL(address, "http://x").searchParams.has("fields") &&
  (PATHS[path]?.["get"]?.parameters ?? []).some(({ name }) => name === "fields");

function bodyFindings(came: Came, schema: Readonly<Record<string, unknown>>): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(came.text);
  } catch {
    return ["is no JSON"];
  }
  return matches(schema, value) ? [] : [`does not match its schema: ${came.text.slice(0, 300)}`];
}

/** Findings that hold for every answer. */
function always({ method }: Asked, { status, type, headers, text }: Came): readonly string[] {
  const isProblem = status >= 400 && method !== "HEAD" && type !== "application/problem+json";
  return [
    ...(status >= 500 && status !== 503 ? [`fails: ${text.slice(0, 200)}`] : []),
    ...(type !== "text/html" && TELLS.test(text) ? [`tells of the machine: ${text.slice(0, 200)}`] : []),
    ...(headers.get("X-Request-Id") === null ? ["has no request id"] : []),
    ...(status === 405 && headers.get("Allow") === null ? ["has no Allow"] : []),
    ...([429, 503].includes(status) && headers.get("Retry-After") === null && type === "application/problem+json"
      ? ["has no Retry-After"]
      : []),
    ...(isProblem && status !== 503 ? [`is an error of type ${type}`] : []),
  ];
}

/** True when what was typed is read as another address: then only the manners of all answers are asked for. */
const isElsewhere = ({ address, path }: Asked): boolean => {
  const typed = address.split("?")[0] ?? "";
  return new URL(address, "http://x").pathname !== typed || /\/(?:\/|$)/.test(typed) !== path.endsWith("/");
};

/** All that is wrong with the answer; empty = as declared. */
export function findings(asked: Asked, came: Came): readonly string[] {
  const general = always(asked, came);
  const { method, path } = asked;
  const { status, type } = came;
  if (isElsewhere(asked)) return general;
  if (method === "OPTIONS")
    return [...general, ...([204, 400, 401, 403].includes(status) ? [] : ["is no answer to OPTIONS"])];
  const operation = PATHS[path]?.[method === "HEAD" ? "get" : method.toLowerCase()];
  if (operation === undefined)
    return [...general, ...([400, 401, 403, 405].includes(status) ? [] : [`answers a method that is not declared`])];
  const declared = operation.responses[String(status)];
  if (declared === undefined) return [...general, "has an undeclared status"];
  if (declared.content === undefined || method === "HEAD" || status === 304) return general;
  const content = declared.content[type];
  if (content === undefined) return [...general, `is of undeclared type ${type}`];
  return type.endsWith("json") && content.schema !== undefined
    ? [
        ...general,
        ...bodyFindings(came, status === 200 && isChosen(asked) ? withoutRequired(content.schema) : content.schema),
      ]
    : general;
}
