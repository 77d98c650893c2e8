/**
 * Reads one upload that is claimed: says every few seconds that it still does, and ends it as an inventory or with what is
 * wrong. One that was begun too often and never ended may be the end of whoever reads it: it is not tried again.
 */
import { MOST_ATTEMPTS } from "#jobs/running/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";
import { patiently } from "#queue";
import { type Body, type Claimant, type Store, StoreUnavailable, type StoredUpload, type UploadEnd } from "#store";
import type { Log } from "../log.ts";
import { problemOf } from "../problem.ts";
import { keptProblem } from "./kept-problem.ts";
import { READING_WISH, type ReadingWish } from "./reading.ts";
import type { UploadedFile } from "./upload.ts";

/** What reading stands on. */
export interface UploadReadingParts {
  readonly store: Store;
  readonly log: Log;
  readonly read: (
    files: readonly UploadedFile[],
    wish: ReadingWish & { readonly signal: AbortSignal },
  ) => Promise<Body>;
}

/** Files that are at hand and need not be fetched from the store. */
export type AtHand = readonly UploadedFile[] | undefined;

const SIGN_EVERY_MS = 3000;

type Outcome = { readonly body: Body; readonly storedAt: string } | { readonly problem: unknown };

const givenUp = (attempts: number) =>
  new InvalidInput([
    {
      pointer: "",
      code: "unreadable-inventory",
      detail: `reading the files was begun ${attempts} times and never ended; they are not tried again`,
    },
  ]);

function refused({ log }: UploadReadingParts, id: string, error: unknown): Outcome {
  const problem = problemOf(error);
  if (problem.key === "internal-error")
    log({ event: "defect", upload: id, error: error instanceof Error ? (error.stack ?? error.message) : error });
  return { problem: keptProblem(problem) };
}

/** How reading it ended; undefined when it has been forgotten, or the signal ended it. @throws StoreUnavailable */
async function outcomeOf(
  parts: UploadReadingParts,
  upload: StoredUpload,
  { atHand, signal }: { readonly atHand: AtHand; readonly signal: AbortSignal },
): Promise<Outcome | undefined> {
  try {
    if (upload.attempts > MOST_ATTEMPTS) throw givenUp(upload.attempts - 1);
    const files = atHand ?? (await parts.store.uploadFiles(upload.id));
    if (files === undefined) return undefined;
    const body = await parts.read(files, { ...READING_WISH.parse(upload.wish), signal });
    return { body, storedAt: new Date().toISOString() };
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof StoreUnavailable) throw error;
    return refused(parts, upload.id, error);
  }
}

/** What is asked of one reading. */
export interface ReadingAsked {
  readonly claimant: Claimant;
  readonly atHand: AtHand;
  /** The server closes: the upload is given back, and the attempt does not count. */
  readonly closing: AbortSignal;
}

/** Read a claimed upload to its end. Never rejects: where the store is away its claim runs out, and somebody begins again. */
export async function readUploadToEnd(
  parts: UploadReadingParts,
  upload: StoredUpload,
  { claimant, atHand, closing }: ReadingAsked,
): Promise<void> {
  const { store, log } = parts;
  const { id } = upload;
  const lost = new AbortController();
  const told = (event: string) => (error: unknown) =>
    log({ event, upload: id, error: error instanceof Error ? error.message : String(error) });
  const signs = setInterval(() => {
    store.holdUpload(id, claimant).then((isOurs) => {
      if (!isOurs) lost.abort();
    }, told("upload-not-held"));
  }, SIGN_EVERY_MS).unref();
  try {
    const outcome = await outcomeOf(parts, upload, { atHand, signal: AbortSignal.any([lost.signal, closing]) });
    if (outcome !== undefined) {
      const end: UploadEnd = { id, by: claimant.by, ...outcome };
      await patiently(() => store.endUpload(end), closing);
    } else if (closing.aborted) await store.releaseUpload(id, claimant.by);
  } catch (error) {
    told("upload-not-ended")(error);
  } finally {
    clearInterval(signs);
  }
}
