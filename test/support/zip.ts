/**
 * A ZIP writer for tests and benches: one pass, deflate or stored, no data descriptors, no ZIP64. Only as much of the
 * format as a reader looks at (APPNOTE 6.3.3, sections 4.3.7, 4.3.12 and 4.3.16).
 */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** Left out = deflated. */
  readonly stored?: boolean;
  /** How hard to deflate, 1 (left out) to 9. */
  readonly level?: number;
  /** A size to claim instead of the true one, for hostile archives. */
  readonly claimedBytes?: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1980-01-01, the format's epoch, so that equal content gives equal bytes. */
const DOS_DATE = 0x0021;

interface Written {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly packed: Buffer;
  readonly size: number;
  readonly offset: number;
}

/** The fields that local and central headers share, from "version needed" to "extra length". */
function commonFields(part: Written): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(part.method, 4);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(part.crc, 10);
  fields.writeUInt32LE(part.packed.length, 14);
  fields.writeUInt32LE(part.size, 18);
  fields.writeUInt16LE(part.name.length, 22);
  return fields;
}

const signature = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

function centralHeader(part: Written): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(VERSION);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(part.offset, 10);
  return Buffer.concat([signature(CENTRAL), madeBy, commonFields(part), rest, part.name]);
}

/** The entries as one ZIP archive, in the given order; equal entries give equal bytes. */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const chunks: Buffer[] = [];
  const parts: Written[] = [];
  let offset = 0;
  for (const entry of entries) {
    const raw = typeof entry.bytes === "string" ? Buffer.from(entry.bytes, "utf8") : Buffer.from(entry.bytes);
    const part: Written = {
      name: Buffer.from(entry.name, "utf8"),
      method: entry.stored === true ? 0 : DEFLATED,
      crc: crc32(raw),
      packed: entry.stored === true ? raw : deflateRawSync(raw, { level: entry.level ?? 1 }),
      size: entry.claimedBytes ?? raw.length,
      offset,
    };
    const header = Buffer.concat([signature(LOCAL), commonFields(part), part.name]);
    chunks.push(header, part.packed);
    offset += header.length + part.packed.length;
    parts.push(part);
  }
  const directory = Buffer.concat(parts.map(centralHeader));
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...chunks, directory, signature(END), end]);
}
