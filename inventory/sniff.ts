/** What a file is by its first bytes, whatever its name says, and how it is called in a message. */
import type { ImportFile } from "./importer.ts";
import { beginning } from "./text.ts";

export type FileKind =
  | "zip"
  | "ole"
  | "ole-encrypted"
  | "pdf"
  | "html"
  | "xml"
  | "json"
  | "gzip"
  | "binary"
  | "text"
  | "empty";

const FOUND: Readonly<Record<FileKind, string>> = {
  zip: "a ZIP archive",
  ole: "an old Excel file (.xls); save it as .xlsx",
  "ole-encrypted": "an encrypted workbook; save it without a password",
  pdf: "a PDF document",
  html: "an HTML page",
  xml: "an XML document",
  json: "a JSON document",
  gzip: "a gzip archive; unpack it first",
  binary: "binary data",
  text: "plain text",
  empty: "an empty file",
};

const SIGNATURES: readonly { readonly kind: FileKind; readonly bytes: readonly number[] }[] = [
  { kind: "zip", bytes: [0x50, 0x4b] },
  { kind: "ole", bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { kind: "pdf", bytes: [0x25, 0x50, 0x44, 0x46] },
  { kind: "gzip", bytes: [0x1f, 0x8b] },
];

const SNIFFED_CHARACTERS = 4096;
/** An encrypted workbook is an OLE container with a stream of this name, in UTF-16 (MS-OFFCRYPTO 2.3.4.4). */
const ENCRYPTED_STREAM = Buffer.from("EncryptedPackage", "utf16le");

function textKind(bytes: Uint8Array): FileKind {
  const text = beginning(bytes, SNIFFED_CHARACTERS).trimStart();
  if (text.includes("\u0000")) return "binary";
  if (text.startsWith("{") || text.startsWith("[")) return "json";
  if (/^(<!doctype html|<html)/i.test(text)) return "html";
  if (text.startsWith("<")) return /<html|<table/i.test(text) ? "html" : "xml";
  return text === "" ? "empty" : "text";
}

/** The kind of a file, by content. */
export function kindOf(file: ImportFile): FileKind {
  if (file.bytes.length === 0) return "empty";
  const signed = SIGNATURES.find((s) => s.bytes.every((byte, i) => file.bytes[i] === byte));
  if (signed === undefined) return textKind(file.bytes);
  if (signed.kind !== "ole") return signed.kind;
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  return bytes.includes(ENCRYPTED_STREAM) ? "ole-encrypted" : "ole";
}

/** What was found in place of an inventory, for a message. */
export const foundText = (kind: FileKind): string => FOUND[kind];
