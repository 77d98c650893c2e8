/**
 * Whether an upload is answered before it is read: when it is large, or its sender asks for that (`Prefer: respond-async`).
 * Who would rather wait says for how long (`Prefer: wait=N`).
 */
import type { Request } from "express";
import { waitSeconds } from "../api/prefer.ts";
import type { Parts } from "../parts.ts";
import { READ_LATER_FROM_BYTES } from "./bounds.ts";
import type { Accepted } from "./reading.ts";
import type { UploadedFile } from "./upload.ts";

/** Are these so much that their sender should not wait? */
export const isLarge = (files: readonly UploadedFile[]): boolean =>
  files.reduce((sum, { bytes }) => sum + bytes.length, 0) > READ_LATER_FROM_BYTES;

/** Seconds that the sender waits for these files to be read; undefined = until they are. */
function secondsToWait(request: Request, files: readonly UploadedFile[]): number | undefined {
  const seconds = waitSeconds(request);
  if (seconds !== undefined) return seconds;
  const isAsync = /(?:^|[,;\s])respond-async(?:$|[,;\s])/.test(request.get("Prefer") ?? "");
  return isAsync || isLarge(files) ? 0 : undefined;
}

/**
 * Read an upload at once when its sender waits for that; else keep it, so that it can be acknowledged.
 * @returns false when it was not read in the time that the sender waits
 * @throws Problem queue-full, and whatever reading throws in that time
 */
export async function readInTime(
  parts: Pick<Parts, "readings" | "importer">,
  request: Request,
  upload: Accepted,
): Promise<boolean> {
  const { id, files, wish } = upload;
  const seconds = secondsToWait(request, files);
  if (seconds === undefined) {
    await parts.readings.now(id, () => parts.importer(files, wish));
    return true;
  }
  await parts.readings.accept(upload);
  return seconds > 0 && (await parts.readings.within(id, seconds));
}
