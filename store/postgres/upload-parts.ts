/** The bytes of uploads in parts of a few MiB: written and read one statement each, within the transaction they belong to. */
import type { Database } from "./tables.ts";

/** A part comes back as text of twice its length; chosen so that this is nothing beside an upload. */
const PART_BYTES = 4_194_304;

/** Cut files into parts without joining them first; a part never holds bytes of two files. */
function* partsOf(files: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const bytes of files)
    for (let at = 0; at < bytes.length; at += PART_BYTES) yield bytes.subarray(at, at + PART_BYTES);
}

/** Write the parts of an upload. @param upload its number */
export async function putParts(on: Database, upload: string, files: readonly Uint8Array[]): Promise<void> {
  let number = 0;
  for (const bytes of partsOf(files)) {
    const part = { upload, number: number++, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) };
    await on.insertInto("upload_part").values(part).execute();
  }
}

/** All bytes of an upload; whoever asks knows how many there must be. */
export async function partsFrom(db: Database, upload: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const row = await db
      .selectFrom("upload_part")
      .select("bytes")
      .where("upload", "=", upload)
      .where("number", "=", parts.length)
      .executeTakeFirst();
    if (row === undefined) return Buffer.concat(parts);
    parts.push(row.bytes);
  }
}
