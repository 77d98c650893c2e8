/**
 * Which pages a guest dirties: working sets, each written at random or swept from end to end. In a round of length t a set
 * of size S first written at r bytes a second has S (1 - exp(-r t / S)) dirty bytes (random) or min(r t, S) (swept); the
 * rest of memory is cold. Time here is the guest's own: it stands still while the guest is paused and runs slow while it
 * is slowed. Left out: sets that change during a migration, and any order between pages and the sender's scan.
 * Source: the writable working sets of NSDI05, section 4; the curve is facts/simulation.md 1b.
 */
import { requireAbove0, requireAtLeast } from "../bounds.ts";

/** Pages a guest writes again and again. */
export interface WorkingSet {
  readonly name: string;
  /** Size of the set, > 0. */
  readonly bytes: number;
  /** Bytes of pages newly dirtied per second of guest time when none is dirty yet, ≥ 0; on an undisturbed guest. */
  readonly bytesPerSecond: number;
  /** Pages hit at random (the default) or one after the other, round and round. */
  readonly pattern?: "random" | "sweep";
}

/** The memory that has to be moved. */
export interface GuestMemory {
  /** Memory of the guest, > 0, at least the sum of the sets. */
  readonly bytes: number;
  /** Size of a page, > 0. */
  readonly pageBytes: number;
  readonly sets: readonly WorkingSet[];
}

/** Memory in whole pages per set; the last entry is the cold rest. */
export interface DirtyModel {
  readonly pageBytes: number;
  /** Pages of all memory. */
  readonly total: number;
  readonly pages: Float64Array;
  /** Chance per guest second that a page of the set is written. */
  readonly perSecond: Float64Array;
  readonly isSwept: Uint8Array;
}

/**
 * The model in whole pages; fractions of a page are rounded.
 * @throws RangeError naming the field for sizes ≤ 0, negative rates, NaN, and sets larger than memory
 */
export function dirtyModel(memory: GuestMemory): DirtyModel {
  const { pageBytes, bytes } = memory;
  requireAbove0("memory.pageBytes", pageBytes);
  requireAtLeast("memory.bytes", bytes, pageBytes);
  const total = Math.round(bytes / pageBytes);
  const count = memory.sets.length;
  const pages = new Float64Array(count + 1);
  const perSecond = new Float64Array(count + 1);
  const isSwept = new Uint8Array(count + 1);
  let cold = total;
  memory.sets.forEach((set, k) => {
    const field = `memory.sets[${k}]`;
    requireAbove0(`${field}.bytes`, set.bytes);
    requireAtLeast(`${field}.bytesPerSecond`, set.bytesPerSecond, 0);
    pages[k] = Math.round(set.bytes / pageBytes);
    perSecond[k] = set.bytesPerSecond / set.bytes;
    isSwept[k] = set.pattern === "sweep" ? 1 : 0;
    cold -= pages[k];
  });
  requireAtLeast("pages outside memory.sets", cold, 0);
  pages[count] = cold;
  return { pageBytes, total, pages, perSecond, isSwept };
}

/** The chance that a page of set `k` is still clean after that much guest time: 1 at 0, falling to 0. */
export function cleanShare(model: DirtyModel, k: number, guestSeconds: number): number {
  const hits = (model.perSecond[k] ?? 0) * guestSeconds;
  return model.isSwept[k] === 1 ? Math.max(0, 1 - hits) : Math.exp(-hits);
}

/** Expected pages per set dirtied in that much guest time, from a clean start; fractions are kept. */
export function expectedDirty(model: DirtyModel, guestSeconds: number): Float64Array {
  return model.pages.map((pages, k) => pages * (1 - cleanShare(model, k, guestSeconds)));
}

/** As {@link expectedDirty} in whole pages, so that pages can be accounted for exactly. */
export function dirtiedPages(model: DirtyModel, guestSeconds: number): Float64Array {
  return expectedDirty(model, guestSeconds).map(Math.round);
}

/** Pages due that are still clean after that much guest time: what a scan that skips re-dirtied pages would still send. */
export function stillClean(model: DirtyModel, due: Float64Array, guestSeconds: number): number {
  let pages = 0;
  for (let k = 0; k < due.length; k++) pages += (due[k] as number) * cleanShare(model, k, guestSeconds);
  return pages;
}

/** The sum of a page count per set. */
export function sum(pages: Float64Array): number {
  let total = 0;
  for (const count of pages) total += count;
  return total;
}
