/**
 * Co-location limits answered by one bit: for every bin and app, does one more replica of that app break a limit? How many
 * it would break is kept beside the bits, which are small enough for the cache. Joining and leaving a bin touch the limits of one app (46 in the mean over Tianchi's replicas, 1,247 at
 * most), while packers ask hundreds of times as often as they place.
 *
 * Limit (beside y, limited x, most k), n = replicas in the bin. One more x breaks it when y is there and n(x) + 1 > k; one
 * more y breaks it when n(x) > k. A limit of x on itself is broken when n(x) + 1 > k.
 */

/** Apps per word of bits. */
const BITS = 32;

/** On a bin with a replica of `beside`, at most `most` of `limited`; numbers of the apps that limits speak of. */
export interface CountedLimit {
  readonly beside: number;
  readonly limited: number;
  readonly most: number;
}

/** Limits in rows by app: those of app a stand from `start[a]` to before `start[a + 1]`. */
interface LimitRows {
  readonly start: Int32Array;
  /** The other app of the limit. */
  readonly other: Int32Array;
  readonly most: Int32Array;
}

/** The limits by app, which all boards share. */
export interface LimitsByApp {
  readonly apps: number;
  /** Limits beside the app, on others. */
  readonly beside: LimitRows;
  /** Limits on the app by others. */
  readonly on: LimitRows;
  /** [app] most replicas by its own limit; Infinity = none. */
  readonly own: Float64Array;
}

function rowsBy(apps: number, limits: readonly CountedLimit[], by: "beside" | "limited"): LimitRows {
  const sorted = limits.toSorted((a, b) => a[by] - b[by]);
  const start = new Int32Array(apps + 1);
  for (const limit of sorted) start[limit[by] + 1]!++;
  for (let app = 0; app < apps; app++) start[app + 1]! += start[app]!;
  const other = Int32Array.from(sorted, (limit) => (by === "beside" ? limit.limited : limit.beside));
  return { start, other, most: Int32Array.from(sorted, ({ most }) => most) };
}

/** Sort limits by the apps they speak of. @param apps how many apps there are */
export function limitsByApp(apps: number, limits: readonly CountedLimit[]): LimitsByApp {
  const own = new Float64Array(apps).fill(Infinity);
  for (const { beside, limited, most } of limits) {
    if (beside === limited) own[limited] = Math.min(own[limited]!, most);
  }
  const others = limits.filter(({ beside, limited }) => beside !== limited);
  return { apps, beside: rowsBy(apps, others, "beside"), on: rowsBy(apps, others, "limited"), own };
}

/** Replicas in the bins of one board. */
export class CoLocationCounts {
  readonly #limits: LimitsByApp;
  /** [bin] → [app] replicas there. */
  readonly #count: Uint16Array[] = [];
  /** [bin] → [app] limits that one more replica would break. */
  readonly #broken: Uint16Array[] = [];
  /** [bin * words + app / 32] a bit per app: is any broken? Grown by doubling. */
  #shut = new Uint32Array(0);
  readonly #words: number;

  constructor(limits: LimitsByApp) {
    this.#limits = limits;
    this.#words = Math.ceil(limits.apps / BITS);
  }

  /** May one more replica join the bin? */
  admits(app: number, bin: number): boolean {
    const at = bin * this.#words + (app >>> 5);
    return at >= this.#shut.length || ((this.#shut[at]! >>> (app & 31)) & 1) === 0;
  }

  /** A replica joined the bin. */
  join(app: number, bin: number): void {
    const count = this.#countOf(bin);
    this.#change(app, bin, count[app]!, 1);
    count[app]!++;
  }

  /** A replica left the bin. */
  leave(app: number, bin: number): void {
    const count = this.#countOf(bin);
    count[app]!--;
    this.#change(app, bin, count[app]!, -1);
  }

  #countOf(bin: number): Uint16Array {
    const known = this.#count[bin];
    if (known !== undefined) return known;
    if ((bin + 1) * this.#words > this.#shut.length) {
      const grown = new Uint32Array(2 * (bin + 1) * this.#words);
      grown.set(this.#shut);
      this.#shut = grown;
    }
    while (this.#count.length <= bin) {
      this.#count.push(new Uint16Array(this.#limits.apps));
      this.#broken.push(new Uint16Array(this.#limits.apps));
    }
    return this.#count[bin]!;
  }

  /** What lies between `n` and `n + 1` replicas of the app: added or taken back. */
  #change(app: number, bin: number, n: number, sign: 1 | -1): void {
    const { beside, on, own } = this.#limits;
    const count = this.#count[bin]!;
    if (n === 0) {
      for (let i = beside.start[app]!; i < beside.start[app + 1]!; i++) {
        const other = beside.other[i]!;
        const most = beside.most[i]!;
        if (most === 0 || count[other]! >= most) this.#shift(other, bin, sign);
      }
    }
    for (let i = on.start[app]!; i < on.start[app + 1]!; i++) {
      const most = on.most[i]!;
      const other = on.other[i]!;
      if (most === n + 1 && count[other]! > 0) this.#shift(app, bin, sign);
      if (most === n) this.#shift(other, bin, sign);
    }
    if (own[app] === n + 1) this.#shift(app, bin, sign);
  }

  /** One broken limit more or less. */
  #shift(app: number, bin: number, sign: 1 | -1): void {
    const broken = this.#broken[bin]!;
    const before = broken[app]!;
    broken[app] = before + sign;
    const at = bin * this.#words + (app >>> 5);
    if (before === 0) this.#shut[at]! |= 1 << (app & 31);
    else if (before + sign === 0) this.#shut[at]! &= ~(1 << (app & 31));
  }
}
