/**
 * CSV as it comes: delimiter and decimals found out, byte-order marks and UTF-16 obeyed, records streamed so that a large
 * file never becomes one string. Values stay text; numbers.ts reads them.
 */
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { ImportFile, ImportLimits } from "../importer.ts";
import { unusable } from "../problem.ts";
import { beginning, encodingOf } from "../text.ts";

export interface CsvRecord {
  readonly cells: readonly string[];
  /** Line of the file, from 1, on which the record ends. */
  readonly line: number;
}

export interface CsvStyle {
  readonly delimiter: string;
  /** False where decimals are written with a comma ("12,5"). */
  readonly hasPointDecimals: boolean;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
const CHUNK_BYTES = 2 ** 20;

const outsideQuotes = (line: string): string => line.replaceAll(/"[^"]*"/g, "");

const times = (line: string, delimiter: string): number => outsideQuotes(line).split(delimiter).length - 1;

const firstLine = (text: string): string => /^[^\r\n]*/.exec(text.replace(/^\s*[\r\n]+/, ""))?.[0] ?? "";

/** Delimiter and decimals of a CSV file, from its first 64 KiB. */
export function styleOf(bytes: Uint8Array): CsvStyle {
  const text = beginning(bytes);
  const line = firstLine(text);
  const delimiter = DELIMITERS.reduce((best, one) => (times(line, one) > times(line, best) ? one : best));
  // With a comma between fields a decimal comma can only stand in quotes, where it is taken for grouping instead.
  const fields = delimiter === "," ? [] : text.split(/[\r\n]/).flatMap((one) => one.split(delimiter));
  const hasComma = fields.some((field) => /^"?-?\d+(?:\.\d{3})*,\d+"?$/.test(field));
  return { delimiter, hasPointDecimals: !hasComma };
}

function* decoded(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const text = decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The records of a CSV file in order, blank lines left out.
 * @throws InvalidInput naming the line when a quote is never closed or a record is beyond measure
 */
export async function* csvRecords(file: ImportFile, style: CsvStyle, limits: ImportLimits): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter: style.delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.csvRecordBytes,
  });
  try {
    for await (const parsed of Readable.from(decoded(file.bytes)).pipe(parser) as AsyncIterable<Parsed>) {
      yield { cells: parsed.record, line: parsed.info.lines };
    }
  } catch (thrown) {
    if (thrown instanceof CsvError)
      throw unusable(file.name, "damaged-file", `the CSV cannot be read: ${thrown.message}`);
    throw thrown;
  }
}

/** The header of a CSV file; empty where it has none. @throws InvalidInput as {@link csvRecords} */
export async function csvHeader(file: ImportFile, style: CsvStyle, limits: ImportLimits): Promise<readonly string[]> {
  for await (const record of csvRecords(file, style, limits)) return record.cells;
  return [];
}
