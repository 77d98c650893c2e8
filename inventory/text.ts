/**
 * Text from files, made fit to carry: control characters replaced, lengths bounded, and byte-order marks obeyed. Text that
 * looks like a formula stays text; whoever writes a spreadsheet escapes it there.
 */
import { isUtf8 } from "node:buffer";

/** The contract's bound on names. */
export const NAME_LENGTH = 200;

const REPLACEMENT = "\u{FFFD}";
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/g;
// oxlint-disable-next-line no-control-regex
const HAS_CONTROL = /[\u0000-\u001f\u007f]/;
const CUT_MARK = "…";

/** True where the text holds characters below U+0020, or U+007F. */
export const hasControls = (text: string): boolean => HAS_CONTROL.test(text);

/** Control characters replaced by U+FFFD. */
export const cleaned = (text: string): string => (HAS_CONTROL.test(text) ? text.replace(CONTROL, REPLACEMENT) : text);

/** Cut to at most `length` UTF-16 units, never inside a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - CUT_MARK.length);
  return (head.isWellFormed() ? head : head.slice(0, -1)) + CUT_MARK;
}

const asText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "invalid date" : value.toISOString();
  return JSON.stringify(value) ?? "nothing";
};

/** Any cell as printable text of at most `length` characters, for messages. */
export const shown = (value: unknown, length: number): string => cut(cleaned(asText(value)), length);

const BOMS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

const SAMPLE_BYTES = 65_536;

/** The encoding a text file announces, or UTF-8; bytes that are not UTF-8 are read as Windows-1252. */
export function encodingOf(bytes: Uint8Array): string {
  const announced = BOMS.find((bom) => bom.bytes.every((byte, i) => bytes[i] === byte));
  if (announced !== undefined) return announced.encoding;
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** The beginning of a text file, decoded, without its byte-order mark. */
export const beginning = (bytes: Uint8Array, most: number = SAMPLE_BYTES): string =>
  new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, most), { stream: true });
