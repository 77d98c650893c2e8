/**
 * A value as a sentence shows it: the beginning of its JSON. Written no further than is shown, so that neither a value of
 * many megabytes nor one that holds itself does harm, and with words for what JSON does not have.
 */

/** Characters of a value that are shown. */
const MOST = 80;

function entriesText(value: object, room: number): string {
  const isList = Array.isArray(value);
  let text = isList ? "[" : "{";
  for (const [at, key] of Object.keys(value).entries()) {
    if (text.length > room) break;
    const name = isList ? "" : `${written(key, room - text.length)}:`;
    const entry = (value as Readonly<Record<string, unknown>>)[key];
    text += `${at === 0 ? "" : ","}${name}${written(entry, room - text.length - name.length)}`;
  }
  return `${text}${isList ? "]" : "}"}`;
}

/** The value's text, right in its first `room` characters. */
function written(value: unknown, room: number): string {
  if (room < 0) return "";
  if (typeof value === "string") return JSON.stringify(value.slice(0, room + 1));
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "a date that is none" : value.toISOString();
  if (typeof value === "object" && value !== null) return entriesText(value, room);
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === null ? "null" : "nothing";
}

/** At most 80 characters: `250`, `"esx-33"`, `{"kind":"x"}`, `[1,2,3…`. */
export function valueText(value: unknown): string {
  const text = written(value, MOST);
  return text.length > MOST ? `${text.slice(0, MOST - 3)}…` : text;
}
