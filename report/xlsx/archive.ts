/**
 * A ZIP archive in memory: every part deflated, no ZIP64, all dated 1980-01-01 so that equal parts give equal bytes
 * (APPNOTE 6.3.3, sections 4.3.7, 4.3.12 and 4.3.16). Parts are packed one after the other: only one is held unpacked.
 */
import { crc32, deflateRawSync } from "node:zlib";

/** One file of the archive; its bytes are asked for when it is packed. */
export interface ArchivePart {
  readonly name: string;
  readonly bytes: () => Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const FIRST_DAY = 0x0021;
/** Signature and the fields that local and central headers share, from "version needed" to "extra length". */
const COMMON_BYTES = 26;
const LOCAL_BYTES = 4 + COMMON_BYTES;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;

interface Packed {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly bytes: Buffer;
  readonly offset: number;
}

function writeCommon(header: Buffer, at: number, part: Packed): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(DEFLATED, at + 4);
  header.writeUInt16LE(FIRST_DAY, at + 8);
  header.writeUInt32LE(part.crc, at + 10);
  header.writeUInt32LE(part.bytes.length, at + 14);
  header.writeUInt32LE(part.size, at + 18);
  header.writeUInt16LE(part.name.length, at + 22);
}

function localHeader(part: Packed): Buffer {
  const header = Buffer.alloc(LOCAL_BYTES);
  header.writeUInt32LE(LOCAL);
  writeCommon(header, 4, part);
  return header;
}

function centralHeader(part: Packed): Buffer {
  const header = Buffer.alloc(CENTRAL_BYTES);
  header.writeUInt32LE(CENTRAL);
  header.writeUInt16LE(VERSION, 4);
  writeCommon(header, 6, part);
  header.writeUInt32LE(part.offset, CENTRAL_BYTES - 4);
  return header;
}

/**
 * The archive of these parts.
 * @throws RangeError when it would be 4 GiB or more
 */
export function archive(parts: readonly ArchivePart[]): Uint8Array {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const raw = bytes();
    const packed = { name: Buffer.from(name), crc: crc32(raw), size: raw.length, bytes: deflateRawSync(raw), offset };
    written.push(localHeader(packed), packed.name, packed.bytes);
    directory.push(centralHeader(packed), packed.name);
    offset += LOCAL_BYTES + packed.name.length + packed.bytes.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...written, central, end]);
}
