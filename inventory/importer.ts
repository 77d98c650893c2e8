/**
 * What an importer is, and how much of a hostile or oversized file it may take in. Leaves out which importers there are
 * (importers.ts) and what they note about a file (finding-codes.ts).
 */
import { type Inventory, Stopped } from "#planner/contract/index.ts";

/** A file as the user gave it: the name is only for messages and for telling tabs of a CSV export apart. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bounds on what one import may read; each has its reason at {@link IMPORT_LIMITS}. */
export interface ImportLimits {
  readonly fileBytes: number;
  readonly files: number;
  readonly workloads: number;
  readonly hosts: number;
  readonly rowsPerTab: number;
  readonly columnsPerTab: number;
  readonly zipEntries: number;
  readonly zipBytes: number;
  readonly zipPartBytes: number;
  readonly zipRatio: number;
  readonly findingsPerCode: number;
  readonly csvRecordBytes: number;
}

const MEBI = 2 ** 20;

export const IMPORT_LIMITS: ImportLimits = {
  /** The workbook of 20,000 machines in bench/import is 30 MB; one that is 17 times as large is a mistake or an attack. */
  fileBytes: 512 * MEBI,
  /** The contract's bound on the file list of an inventory. */
  files: 100,
  /** The contract's bounds on workloads and hosts. */
  workloads: 1_000_000,
  hosts: 200_000,
  /** A sheet ends at row 1,048,576 (ECMA-376, 18.3.1.73), so no real tab is longer. */
  rowsPerTab: 1_048_576,
  /** A sheet ends at column XFD, the 16,384th; the widest RVTools tab has 93. */
  columnsPerTab: 16_384,
  /** RVTools writes 27 tabs, each a part, and a handful of others; this leaves ample room for what else a workbook may hold. */
  zipEntries: 10_000,
  /** Unpacked size of the whole archive: one tab of styled blanks, 93 columns to row 1,048,576, is 2.3 GB [measured on a tenth]. */
  zipBytes: 8192 * MEBI,
  /** Parts held whole (styles, and of texts and of each tab what is read): a string ends at 512 MiB; half is ample. */
  zipPartBytes: 256 * MEBI,
  /** Blank rows pack 8:1 to 12:1 [measured]; runs of one byte, as bombs are, from 229:1 [measured] to deflate's end at 1032:1. */
  zipRatio: 200,
  /** The contract carries 200,000 findings; no single trouble may crowd out the others. */
  findingsPerCode: 4_000,
  /** An unclosed quote must not swallow the file; 93 columns of 10 kB each still fit. */
  csvRecordBytes: MEBI,
};

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Called with 0–1, never falling. */
  readonly progress?: (doneRatio: number) => void;
  readonly limits?: Partial<ImportLimits>;
}

/** What an importer is given beside its files. */
export interface ImportContext {
  readonly limits: ImportLimits;
  readonly signal?: AbortSignal | undefined;
  readonly progress: (doneRatio: number) => void;
  /** What earlier importers of this run have read: measured series speak of those workloads. */
  readonly known: Inventory;
}

/** One file format (or family of files that belong together). An importer is one file and one line in importers.ts. */
export interface Importer {
  /** Stable id, e.g. "rvtools-xlsx". */
  readonly format: string;
  readonly title: string;
  /** Those of the files this importer reads, judged by content. */
  detects(files: readonly ImportFile[], context: ImportContext): Promise<readonly ImportFile[]>;
  /** @throws InvalidInput when nothing in the files is usable, Stopped when the signal was given */
  read(files: readonly ImportFile[], context: ImportContext): Promise<Inventory>;
}

/** @throws Stopped when the caller asked to stop */
export function stopIfAsked(context: { readonly signal?: AbortSignal | undefined }): void {
  if (context.signal?.aborted === true) throw new Stopped("the import was stopped");
}

/** An inventory with nothing in it. */
export const emptyInventory = (format: string, files: readonly ImportFile[]): Inventory => ({
  format,
  files: files.map((file) => file.name),
  workloads: [],
  hosts: [],
  series: [],
  findings: [],
});
