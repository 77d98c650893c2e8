/**
 * Uploads on their way to be inventories. Files whose sender waits are read at once. Others are kept in the store before
 * they are acknowledged and read by whichever server is free: nothing that was acknowledged is lost when a server ends, and
 * every server on the store knows how they stand.
 */
import { IdTaken } from "#store";
import { keepPacked } from "../keep.ts";
import type { Parts } from "../parts.ts";
import { MOST_WAITING_MIB, MOST_WAITING_UPLOADS, MIB } from "./bounds.ts";
import { toldAgain } from "./kept-problem.ts";
import type { Readings } from "./reading.ts";
import { readingTurns, tooManyUploads } from "./reading-turns.ts";
import { shelfReader } from "./shelf-reader.ts";

/** What readings stand on. */
export type ReadingParts = Pick<Parts, "store" | "importer" | "log" | "hasStoreAlone">;

const MS_PER_SECOND = 1000;
/** Another server may read it: who waits looks at the store this often. */
const LOOK_EVERY_MS = 1000;
const MOST_WAITING = { uploads: MOST_WAITING_UPLOADS, bytes: MOST_WAITING_MIB * MIB };

const full = () =>
  tooManyUploads(
    `At most ${MOST_WAITING_UPLOADS} uploads with ${MOST_WAITING_MIB} MiB together may wait to be read; this one is too much.`,
  );

/** Readings that end in this store; what waits there is taken up at once. */
export function readingsInto(parts: ReadingParts): Readings {
  const { store } = parts;
  const turns = readingTurns();
  /** Those who wait for some reading to end. */
  const wakes = new Set<() => void>();
  let isClosed = false;
  const wake = () => {
    for (const one of wakes) one();
  };
  const reader = shelfReader({ ...parts, turns, read: parts.importer, onEnd: wake });
  const of: Readings["of"] = async (id) => {
    const upload = await store.getUpload(id);
    if (upload === undefined) return undefined;
    return upload.problem === undefined
      ? { state: "reading" }
      : { state: "failed", problem: toldAgain(upload.problem) };
  };
  /** Some reading has ended here, or it is time to look at the store again. */
  const nextLook = (mostMs: number) =>
    new Promise<void>((resolve) => {
      const over = () => {
        clearTimeout(timer);
        wakes.delete(over);
        resolve();
      };
      const timer = setTimeout(over, Math.min(mostMs, LOOK_EVERY_MS));
      wakes.add(over);
    });
  return {
    now: async (id, read) => {
      await turns.take();
      try {
        await keepPacked(store, await read(), id);
      } finally {
        turns.give();
        reader.goOn();
      }
    },
    accept: async ({ id, wish, files }) => {
      try {
        const upload = { id, createdAt: new Date().toISOString(), wish, files };
        if (!(await store.putUpload(upload, MOST_WAITING))) throw full();
      } catch (error) {
        if (!(error instanceof IdTaken)) throw error;
      }
      reader.begin(id, files);
    },
    of,
    within: async (id, seconds) => {
      const endsAt = performance.now() + seconds * MS_PER_SECOND;
      for (;;) {
        const reading = await of(id);
        if (reading?.state === "failed") throw reading.problem;
        if (reading === undefined) return (await store.openInventory(id, 0)) !== undefined;
        const leftMs = endsAt - performance.now();
        if (isClosed || leftMs <= 0) return false;
        await nextLook(leftMs);
      }
    },
    close: async () => {
      isClosed = true;
      await reader.close();
      wake();
    },
  };
}
