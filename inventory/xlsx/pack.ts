/**
 * The smallest ZIP there is: parts stored, not deflated (APPNOTE 6.3.3, sections 4.3.7, 4.3.12, 4.3.16). It carries the
 * trimmed parts of a workbook to the library that reads them; it never leaves the process.
 */
import { crc32 } from "node:zlib";

export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

const LOCAL_SIGNATURE = 0x04034b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const VERSION = 20;

/** The 26 bytes both headers share, from "version needed" to "extra field length". */
function sharedFields(part: Part): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt32LE(crc32(part.bytes), 10);
  fields.writeUInt32LE(part.bytes.length, 14);
  fields.writeUInt32LE(part.bytes.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(part.name), 22);
  return fields;
}

function word(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

function central(part: Part, fields: Buffer, offset: number): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(VERSION);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([word(CENTRAL_SIGNATURE), madeBy, fields, rest, Buffer.from(part.name)]);
}

/** The bytes of one archive of these parts, piece by piece and without a copy; together they must stay below 4 GiB. */
export function packStored(parts: readonly Part[]): readonly Buffer[] {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const fields = sharedFields(part);
    directory.push(central(part, fields, offset));
    const header = Buffer.concat([word(LOCAL_SIGNATURE), fields, Buffer.from(part.name)]);
    chunks.push(header, part.bytes);
    offset += header.length + part.bytes.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return [...chunks, list, word(END_SIGNATURE), end];
}
