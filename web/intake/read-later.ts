/**
 * Whether an upload is answered before it is read: when it is large, or its sender asks for that (`Prefer: respond-async`).
 * Who would rather wait says for how long (`Prefer: wait=N`).
 */
import type { Request } from "express";
import { waitSeconds } from "../api/prefer.ts";
import { READ_LATER_FROM_BYTES } from "./bounds.ts";
import type { UploadedFile } from "./upload.ts";

const MS_PER_SECOND = 1000;

/** Are these so much that their sender should not wait? */
export const isLarge = (files: readonly UploadedFile[]): boolean =>
  files.reduce((sum, { bytes }) => sum + bytes.length, 0) > READ_LATER_FROM_BYTES;

/** Seconds that the sender waits for these files to be read, none = until they are. */
function secondsFor(request: Request, files: readonly UploadedFile[]): number | undefined {
  const seconds = waitSeconds(request);
  if (seconds !== undefined) return seconds;
  const isAsync = /(?:^|[,;\s])respond-async(?:$|[,;\s])/.test(request.get("Prefer") ?? "");
  return isAsync || isLarge(files) ? 0 : undefined;
}

/** What is read within the time that the sender waits, else undefined. @throws whatever reading throws in that time */
export async function readInTime<T>(
  done: Promise<T>,
  request: Request,
  files: readonly UploadedFile[],
): Promise<T | undefined> {
  const seconds = secondsFor(request, files);
  if (seconds === undefined) return await done;
  const timer: { at?: NodeJS.Timeout } = {};
  const over = new Promise<undefined>((resolve) => {
    timer.at = setTimeout(() => resolve(undefined), seconds * MS_PER_SECOND);
  });
  try {
    return await Promise.race([done, over]);
  } finally {
    clearTimeout(timer.at);
  }
}
