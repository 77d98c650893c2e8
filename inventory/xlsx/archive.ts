/**
 * The guard in front of every workbook: the ZIP directory is judged before anything is unpacked, and parts are unpacked
 * one by one, as streams, only when asked for. Sizes a directory lies about end in an error of the stream.
 */
import type { Readable } from "node:stream";
import yauzl, { type Entry } from "yauzl";
import type { ImportFile, ImportLimits } from "../importer.ts";
import { reasonOf, unusable } from "../problem.ts";
import { inflated } from "./inflate.ts";

export interface Archive {
  readonly file: string;
  readonly names: readonly string[];
  /** Unpacked size of a part in bytes as the directory states it; undefined where there is no such part. */
  sizeOf(name: string): number | undefined;
  /** @throws InvalidInput when there is no such part or it cannot be unpacked */
  stream(name: string): Promise<Readable>;
  /** The whole part. @throws InvalidInput when it is larger than `zipPartBytes` */
  bytes(name: string): Promise<Buffer>;
}

/** Below this a high ratio harms nobody: short runs of blanks pack well. */
const RATIO_MATTERS_FROM_BYTES = 16 * 2 ** 20;

function judgeEntry(file: string, entry: Entry, limits: ImportLimits): void {
  const { uncompressedSize: size, compressedSize: packed, fileName } = entry;
  if (entry.isEncrypted())
    throw unusable(file, "wrong-file-type", `part "${fileName}" is encrypted; save it without a password`);
  if (size <= RATIO_MATTERS_FROM_BYTES || size <= packed * limits.zipRatio) return;
  const ratio = packed === 0 ? "without bound" : `${Math.round(size / packed)}:1`;
  throw unusable(file, "too-large", `part "${fileName}" unpacks ${ratio}, above the bound of ${limits.zipRatio}:1`);
}

async function judgedEntries(file: string, zip: yauzl.ZipFile, limits: ImportLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.zipEntries) {
    throw unusable(
      file,
      "too-large",
      `the archive has ${zip.entryCount} parts, above the bound of ${limits.zipEntries}`,
    );
  }
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    judgeEntry(file, entry, limits);
    total += entry.uncompressedSize;
    if (total > limits.zipBytes) {
      throw unusable(file, "too-large", `the archive unpacks to more than the bound of ${limits.zipBytes} bytes`);
    }
    entries.set(entry.fileName, entry);
  }
  return entries;
}

const damaged = (file: string, thrown: unknown) =>
  unusable(file, "damaged-file", `the archive cannot be unpacked: ${reasonOf(thrown)}`);

async function opened(file: ImportFile): Promise<yauzl.ZipFile> {
  try {
    const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
    return await yauzl.fromBufferPromise(bytes);
  } catch (thrown) {
    throw damaged(file.name, thrown);
  }
}

async function allOf(file: string, stream: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw unusable(file, "too-large", `a part unpacks to more than the bound of ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Open a ZIP archive held in memory.
 * @throws InvalidInput when it is not one, or breaks the bounds on entries, unpacked size or ratio
 */
export async function openArchive(file: ImportFile, limits: ImportLimits): Promise<Archive> {
  const zip = await opened(file);
  let entries: Map<string, Entry>;
  try {
    entries = await judgedEntries(file.name, zip, limits);
  } catch (thrown) {
    throw thrown instanceof Error && thrown.name === "InvalidInput" ? thrown : damaged(file.name, thrown);
  }
  const stream = async (name: string) => {
    const entry = entries.get(name);
    if (entry === undefined) throw unusable(file.name, "damaged-file", `part "${name}" is missing in the workbook`);
    return inflated(zip, entry);
  };
  return {
    file: file.name,
    names: [...entries.keys()],
    sizeOf: (name) => entries.get(name)?.uncompressedSize,
    stream,
    bytes: async (name) => allOf(file.name, await stream(name), limits.zipPartBytes),
  };
}
