/**
 * Takes up the uploads that wait in the store: those of this server, of one that died, and of any other on the same store.
 * Who reads one holds a claim, which runs out when the process is gone.
 */
import { randomUUID } from "node:crypto";
import type { Claimant, StoredUpload } from "#store";
import { type AtHand, type UploadReadingParts, readUploadToEnd } from "./read-upload.ts";
import type { ReadingTurns } from "./reading-turns.ts";
import type { UploadedFile } from "./upload.ts";

/** What the reader stands on. */
export type ShelfReaderParts = UploadReadingParts & {
  readonly turns: ReadingTurns;
  /** No other server works on this store. */
  readonly hasStoreAlone: boolean;
  /** Told whenever the reading of an upload ended, however. */
  readonly onEnd: () => void;
};

/** A reader at work. */
export interface ShelfReader {
  /** Read this one, just kept, if a place is free; its files need not be fetched then. */
  readonly begin: (id: string, files: readonly UploadedFile[]) => void;
  /** Read what waits, as far as places are free. */
  readonly goOn: () => void;
  /** Give back what is being read; those attempts do not count. */
  readonly close: () => Promise<void>;
}

/** So long after its reader's last sign an upload is free again. */
const LEASE_SECONDS = 10;
/** How often a server looks for what others left. */
const LOOK_EVERY_MS = 5000;

/** Runs work one after the other; asked while it runs, once more afterwards. */
function again(work: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isAsked = false;
  return async () => {
    isAsked = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isAsked) {
        isAsked = false;
        await work();
      }
    } finally {
      isRunning = false;
    }
  };
}

/** A reader that looks for what waits at once and every few seconds. */
export function shelfReader(parts: ShelfReaderParts): ShelfReader {
  const { store, turns, log } = parts;
  const claimant: Claimant = { by: randomUUID(), seconds: LEASE_SECONDS, isAlone: parts.hasStoreAlone };
  const closing = new AbortController();
  const working = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    working.add(work);
    void work.finally(() => working.delete(work));
  };
  const read = async (upload: StoredUpload, atHand: AtHand): Promise<void> => {
    await readUploadToEnd(parts, upload, { claimant, atHand, closing: closing.signal });
    turns.give();
    parts.onEnd();
    goOn();
  };
  /** Claim one and begin to read it, if a place is free. False when there is none, or nothing waits. */
  const begun = async (id?: string, atHand?: AtHand): Promise<boolean> => {
    if (closing.signal.aborted || !turns.isFree()) return false;
    try {
      const upload = await store.claimUpload(claimant, id);
      if (upload === undefined) return false;
      if (closing.signal.aborted || !turns.takeFree()) {
        await store.releaseUpload(upload.id, claimant.by);
        return false;
      }
      if (atHand === undefined) log({ event: "upload-taken-up", upload: upload.id, attempts: upload.attempts });
      track(read(upload, atHand));
      return true;
    } catch (error) {
      log({ event: "upload-not-claimed", error: error instanceof Error ? error.message : String(error) });
      return false;
    }
  };
  const look = again(async () => {
    while (await begun());
  });
  const goOn = () => track(look());
  goOn();
  const looking = setInterval(goOn, LOOK_EVERY_MS).unref();
  return {
    goOn,
    begin: (id, files) => track(begun(id, files).then(() => {})),
    close: async () => {
      clearInterval(looking);
      closing.abort();
      // what was being claimed may have begun to be read, to be given back
      while (working.size > 0) await Promise.all(working);
    },
  };
}
