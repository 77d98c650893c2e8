/**
 * What a loss of hosts takes: everything that ran on the lost bins restarts on those that are left and on spares, while
 * all others stay where they are, as after a failure. Two ways are tried and the better one counts: into whatever room
 * there is, largest first, and each lost bin as a whole onto a spare of its type, which needs no room elsewhere. Success
 * is a proof (the places are there); failure means that neither way found any.
 */
import type { BinLoads } from "./bin-loads.ts";
import { numbersFor } from "./open-bin.ts";

/** A host by type and 1-based number. */
export interface SpareBin {
  readonly type: number;
  readonly number: number;
}

export interface Restart {
  /** Items that found no place. */
  readonly stranded: readonly number[];
  /** Spares that were put to use, those opened for it included. */
  readonly used: readonly SpareBin[];
  /** Where everything else restarts. */
  readonly put: readonly { readonly item: number; readonly at: SpareBin }[];
}

/** Spares at hand. They are open and empty on the board; `mayOpen` = others may be opened as the stock allows. */
export interface Spares {
  readonly bins: readonly number[];
  readonly mayOpen: boolean;
  /** False for hosts that are lost as well, being in the same rack. */
  readonly isUsable: (at: SpareBin) => boolean;
  /** Must the item restart? Absent = all must; others go down with their bin. */
  readonly mustRestart?: (item: number) => boolean;
}

type Put = readonly (readonly [item: number, bin: number])[];

interface Way {
  readonly put: Put;
  readonly stranded: readonly number[];
  readonly opened: readonly number[];
}

/**
 * Try to restart what the lost bins carry. The board ends as it began, save for spares opened and used, which stay open.
 * @param lost open bins, none of them a spare
 * @param size [item] how hard an item is to place; larger ones go first
 */
export function restartAfter(
  loads: BinLoads,
  lost: readonly number[],
  spares: Spares,
  size: Float64Array,
): Restart & { readonly opened: readonly number[] } {
  const down = lost.flatMap((bin) => loads.itemsIn(bin).map((item) => [item, bin] as const));
  for (const [item] of down) loads.remove(item);
  const homes = down.filter(([item]) => spares.mustRestart?.(item) ?? true);
  const task = { lost, spares, size };
  // A spare at hand for every lost bin is the quick answer; room elsewhere is looked for only where it is not enough.
  const whole = attempt(loads, spares, () => asWholes(loads, homes, task));
  const isEnough = whole.stranded.length === 0 && whole.used.length <= spares.bins.length && spares.bins.length > 0;
  const trial = isEnough
    ? whole
    : better(
        attempt(loads, spares, () => intoRoom(loads, homes, task)),
        whole,
      );
  for (const [item, bin] of down) loads.place(item, bin);
  const opened = trial.used.flatMap(({ type, number }) =>
    loads.isTaken(type, number) ? [] : [loads.open(type, number)],
  );
  return { ...trial, opened };
}

const seatOf = (loads: BinLoads, bin: number): SpareBin => ({ type: loads.typeOf(bin), number: loads.numberOf(bin) });

const better = (a: Restart, b: Restart): Restart => {
  const [left, right] = [a.stranded.length, b.stranded.length];
  return right < left || (right === left && b.used.length < a.used.length) ? b : a;
};

interface Task {
  readonly lost: readonly number[];
  readonly spares: Spares;
  readonly size: Float64Array;
}

/** Run one way of restarting, note what it took, and undo it. */
function attempt(loads: BinLoads, spares: Spares, way: () => Way): Restart {
  const { put, stranded, opened } = way();
  const seat = (bin: number) => seatOf(loads, bin);
  const touched = new Set(put.map(([, bin]) => bin));
  const used = [...spares.bins, ...opened].filter((bin) => touched.has(bin)).map(seat);
  const told = put.map(([item, bin]) => ({ item, at: seat(bin) }));
  for (const [item] of put.toReversed()) loads.remove(item);
  for (const bin of opened) loads.close(bin);
  return { put: told, stranded, used };
}

type Homes = readonly (readonly [item: number, bin: number])[];

/** Largest first into the first bin with room: of those in use, then spares, then new ones. */
function intoRoom(loads: BinLoads, homes: Homes, { lost, spares, size }: Task): Way {
  const isLost = new Set(lost);
  const isSpare = new Set(spares.bins);
  const inUse = Array.from({ length: loads.bins }, (_, bin) => bin).filter(
    (bin) => loads.isOpen(bin) && !isLost.has(bin) && !isSpare.has(bin) && spares.isUsable(seatOf(loads, bin)),
  );
  const put: (readonly [number, number])[] = [];
  const stranded: number[] = [];
  const opened: number[] = [];
  for (const [item] of homes.toSorted((a, b) => size[b[0]]! - size[a[0]]! || a[0] - b[0])) {
    const bin =
      [inUse, spares.bins, opened].flatMap((bins) => bins.find((bin) => loads.fits(item, bin)) ?? [])[0] ??
      openAny(loads, item, spares, opened);
    if (bin === undefined) stranded.push(item);
    else {
      loads.place(item, bin);
      put.push([item, bin]);
    }
  }
  return { put, stranded, opened };
}

/** Everything from one lost bin onto one spare of its type, or a new bin. */
function asWholes(loads: BinLoads, homes: Homes, { lost, spares }: Task): Way {
  const put: (readonly [number, number])[] = [];
  const stranded: number[] = [];
  const opened: number[] = [];
  const taken = new Set<number>();
  for (const home of lost) {
    const items = homes.flatMap(([item, bin]) => (bin === home ? [item] : []));
    if (items.length === 0) continue;
    const free = spares.bins.filter((bin) => !taken.has(bin) && loads.typeOf(bin) === loads.typeOf(home));
    const bin =
      free.find((spare) => placedWhole(loads, items, spare)) ?? openWhole(loads, items, { home, spares, opened });
    if (bin === undefined) stranded.push(...items);
    else {
      taken.add(bin);
      put.push(...items.map((item) => [item, bin] as const));
    }
  }
  return { put, stranded, opened };
}

/** Put all items into the bin, or none. */
function placedWhole(loads: BinLoads, items: readonly number[], bin: number): boolean {
  const done: number[] = [];
  for (const item of items) {
    if (!loads.fits(item, bin)) {
      for (const other of done) loads.remove(other);
      return false;
    }
    loads.place(item, bin);
    done.push(item);
  }
  return true;
}

function openWhole(
  loads: BinLoads,
  items: readonly number[],
  at: { readonly home: number; readonly spares: Spares; readonly opened: number[] },
): number | undefined {
  const type = loads.typeOf(at.home);
  if (!at.spares.mayOpen || loads.openOf(type) >= loads.problem.types[type]!.maxBins) return undefined;
  for (const number of usableNumbers(loads, items[0]!, type, at.spares)) {
    const bin = loads.open(type, number);
    if (placedWhole(loads, items, bin)) {
      at.opened.push(bin);
      return bin;
    }
    loads.close(bin);
  }
  return undefined;
}

/** Open a bin that takes the item, of the first type that has one. */
function openAny(loads: BinLoads, item: number, spares: Spares, opened: number[]): number | undefined {
  if (!spares.mayOpen) return undefined;
  for (const [type, { eligible, maxBins }] of loads.problem.types.entries()) {
    if (eligible[item] !== 1 || loads.openOf(type) >= maxBins) continue;
    for (const number of usableNumbers(loads, item, type, spares)) {
      const bin = loads.open(type, number);
      if (loads.fits(item, bin)) {
        opened.push(bin);
        return bin;
      }
      loads.close(bin);
    }
  }
  return undefined;
}

/** A lost rack is passed over number by number; a longer one than this is taken for a whole target. */
const MOST_PASSED = 10_000;

/** Numbers worth opening for the item, outside of what is lost: from the start of every run the first that will do. */
function* usableNumbers(loads: BinLoads, item: number, type: number, spares: Spares): Generator<number> {
  const { maxBins, lastNumber = maxBins } = loads.problem.types[type]!;
  for (const start of numbersFor(loads, item, type)) {
    const last = Math.min(lastNumber, start + MOST_PASSED);
    let number = start;
    while (number <= last && (loads.isTaken(type, number) || !spares.isUsable({ type, number }))) number++;
    if (number <= last) yield number;
  }
}
