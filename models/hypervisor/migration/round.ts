/**
 * One round, batch by batch. Pages come up in an order that has nothing to do with who writes them. Under a skip rule
 * the sender looks, before each batch, at which pages were written since the round began, and leaves those out: a round
 * with one batch skips nothing. The limiter is a bucket: with `keepsUnused` it saves what a slow sender left unused.
 */
import { type DirtyModel, stillClean, sum } from "./dirty-pages.ts";

/** A round in progress; changed by {@link advance}. */
export interface OpenRound {
  readonly model: DirtyModel;
  readonly due: Float64Array;
  /** Pages per batch, Infinity when nothing is skipped. */
  readonly batchPages: number;
  /** Share of the pages that have had their turn, 0 to 1. */
  scanned: number;
  sentPages: number;
  guestSeconds: number;
  /** Pages left in the batch. */
  batchLeft: number;
  /** Pages of all due that were clean at the last look. */
  open: number;
}

/** The sender's bucket; changed by {@link advance}. */
export interface Bucket {
  readonly keepsUnused: boolean;
  /** Bytes that may be sent above the limit. */
  savedBytes: number;
}

/** Speeds that hold over a stretch. */
export interface StretchRates {
  /** What link and CPU allow, bytes a second, ≥ 0. */
  readonly pathBytesPerSecond: number;
  /** The rule's limit, bytes a second, Infinity for none. */
  readonly limitBytesPerSecond: number;
  /** Guest seconds per second. */
  readonly guestSpeed: number;
}

/** A round that has all of `due` to send. */
export function openRound(model: DirtyModel, due: Float64Array, batchPages: number): OpenRound {
  const open = sum(due);
  return { model, due, batchPages, scanned: open > 0 ? 0 : 1, sentPages: 0, guestSeconds: 0, batchLeft: 0, open };
}

/** True when every page has had its turn. */
export function isDone(round: OpenRound): boolean {
  return round.scanned >= 1;
}

/**
 * Send for at most that long at these speeds.
 * @returns seconds used, less than `atMostSeconds` only when the round is done
 */
export function advance(round: OpenRound, bucket: Bucket, rates: StretchRates, atMostSeconds: number): number {
  const { pageBytes } = round.model;
  const { limitBytesPerSecond: limit, pathBytesPerSecond: path } = rates;
  let used = 0;
  while (!isDone(round) && used < atMostSeconds) {
    if (round.batchLeft <= 0 && !openBatch(round)) break;
    const isAbove = bucket.savedBytes > 0 && path > limit;
    const speed = isAbove ? path : Math.min(path, limit);
    const toEnd = speed > 0 ? (round.batchLeft * pageBytes) / speed : Infinity;
    const toEmpty = isAbove ? bucket.savedBytes / (path - limit) : Infinity;
    const seconds = Math.min(toEnd, toEmpty, atMostSeconds - used);
    settle(round, seconds === toEnd ? round.batchLeft : (seconds * speed) / pageBytes);
    saveUnused(bucket, limit, { sentBytes: seconds * speed, seconds });
    if (seconds === toEmpty) bucket.savedBytes = 0;
    round.guestSeconds += seconds * rates.guestSpeed;
    used += seconds;
  }
  return used;
}

/** Put aside what the limit allowed in that time and nobody sent; what was sent above it is taken out. */
export function saveUnused(bucket: Bucket, limit: number, { sentBytes, seconds }: Sending): void {
  if (!bucket.keepsUnused || !Number.isFinite(limit)) return;
  bucket.savedBytes = Math.max(0, bucket.savedBytes + limit * seconds - sentBytes);
}

interface Sending {
  readonly sentBytes: number;
  readonly seconds: number;
}

/** Look at what was written, and take the next batch; false when nothing is left to send. */
function openBatch(round: OpenRound): boolean {
  if (Number.isFinite(round.batchPages)) round.open = stillClean(round.model, round.due, round.guestSeconds);
  const left = round.open * (1 - round.scanned);
  round.batchLeft = Math.min(round.batchPages, left);
  // Less than a thousandth of a page is what rounding leaves, not a page.
  if (left > LEAST_PAGES) return true;
  round.scanned = 1;
  round.batchLeft = 0;
  return false;
}

const LEAST_PAGES = 1e-3;

function settle(round: OpenRound, pages: number): void {
  round.sentPages += pages;
  round.batchLeft -= pages;
  round.scanned += pages / round.open;
}
