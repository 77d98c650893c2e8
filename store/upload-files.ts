/** Files of an upload as one run of bytes, and the list of names and lengths that takes it apart again. */
import type { StoredFile } from "./upload.ts";

/** Names and lengths, in order. */
export type FileList = readonly { readonly name: string; readonly length: number }[];

/** The list of these files. */
export const listOf = (files: readonly StoredFile[]): FileList =>
  files.map(({ name, bytes }) => ({ name, length: bytes.length }));

/** Bytes of all files together. */
export const bytesIn = (list: FileList): number => list.reduce((sum, { length }) => sum + length, 0);

/** The files again. @throws Error when there are more or fewer bytes than the list says */
export function filesFrom(list: FileList, bytes: Uint8Array): readonly StoredFile[] {
  if (bytes.length !== bytesIn(list))
    throw new Error(`an upload has ${bytes.length} bytes instead of ${bytesIn(list)}: it was changed from outside`);
  let at = 0;
  return list.map(({ name, length }) => ({ name, bytes: bytes.subarray(at, (at += length)) }));
}
