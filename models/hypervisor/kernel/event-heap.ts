/**
 * The pending events of a simulation: a binary heap in typed arrays, ordered by (time, sequence), so that two events of
 * one instant happen in the order they were asked for. Nothing is allocated per event. An event cannot be taken back:
 * whoever scheduled it hands in a stamp and ignores the event when the stamp is stale.
 *
 * Layout, by measurement (bench/kernel): time and key lie side by side, the key is the sequence times {@link SLOTS} plus
 * the slot where kind, target and stamp wait, so a move is two numbers; the hole sinks to a leaf first and rises from
 * there, one comparison a level. Four-wide heaps and heaps of objects were slower at every size from 10³ to 10⁵.
 */

/** Most events pending at once; 2³³ sequences of them fit the 53 bits of a key. */
const SLOTS = 1_048_576;
const FIRST_CAPACITY = 1024;
const NEVER = Number.POSITIVE_INFINITY;

export class EventHeap {
  /** Number of events pending. */
  size = 0;
  /** The event taken last by {@link take}: instant in ns, kind, target and stamp. */
  takenNs = 0;
  takenKind = 0;
  takenTarget = 0;
  takenStamp = 0;

  private capacity = FIRST_CAPACITY;
  private sequence = 0;
  /** Time and key of each event, two to an event. */
  private entries = new Float64Array(FIRST_CAPACITY * 2);
  /** Kind, target and stamp, three to a slot. */
  private payloads = new Int32Array(FIRST_CAPACITY * 3);
  private freeSlots = new Int32Array(FIRST_CAPACITY);
  private freeCount = 0;
  private slotCount = 0;

  /** Instant of the next event in ns; infinite when none is pending. */
  get nextNs(): number {
    return this.size === 0 ? NEVER : (this.entries[0] as number);
  }

  /**
   * Add an event. O(log n).
   * @param atNs instant in whole ns, below 2⁵³
   * @param kind target stamp: 32-bit integers that come back with the event
   * @throws RangeError when {@link SLOTS} events are pending already
   */
  add(atNs: number, kind: number, target: number, stamp: number): void {
    if (this.size === this.capacity) this.grow();
    const slot = this.freeCount > 0 ? (this.freeSlots[--this.freeCount] as number) : this.slotCount++;
    const { entries, payloads } = this;
    payloads[slot * 3] = kind;
    payloads[slot * 3 + 1] = target;
    payloads[slot * 3 + 2] = stamp;
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const time = entries[parent * 2] as number;
      // The new sequence is the highest yet, so an equal time never lets it rise.
      if (time <= atNs) break;
      entries[hole * 2] = time;
      entries[hole * 2 + 1] = entries[parent * 2 + 1] as number;
      hole = parent;
    }
    entries[hole * 2] = atNs;
    entries[hole * 2 + 1] = this.sequence++ * SLOTS + slot;
  }

  /** Take the next event off into the `taken…` fields. O(log n). Precondition: `size` > 0. */
  take(): void {
    const { entries, payloads } = this;
    const top = entries[1] as number;
    const slot = top - Math.floor(top / SLOTS) * SLOTS;
    this.takenNs = entries[0] as number;
    this.takenKind = payloads[slot * 3] as number;
    this.takenTarget = payloads[slot * 3 + 1] as number;
    this.takenStamp = payloads[slot * 3 + 2] as number;
    this.freeSlots[this.freeCount++] = slot;
    const last = --this.size;
    if (last > 0) this.settle(this.sink(last), last);
  }

  /** Let the hole at the top sink along the earlier children to a leaf; returns where it ends. */
  private sink(last: number): number {
    const { entries } = this;
    let hole = 0;
    let child = 1;
    while (child + 1 < last) {
      const left = entries[child * 2] as number;
      const right = entries[child * 2 + 2] as number;
      const isRight =
        right < left || (right === left && (entries[child * 2 + 3] as number) < (entries[child * 2 + 1] as number));
      if (isRight) child++;
      entries[hole * 2] = isRight ? right : left;
      entries[hole * 2 + 1] = entries[child * 2 + 1] as number;
      hole = child;
      child = hole * 2 + 1;
    }
    if (child < last) {
      entries[hole * 2] = entries[child * 2] as number;
      entries[hole * 2 + 1] = entries[child * 2 + 1] as number;
      hole = child;
    }
    return hole;
  }

  /** Put the entry at `last` into the hole and let it rise to where it belongs. */
  private settle(from: number, last: number): void {
    const { entries } = this;
    const time = entries[last * 2] as number;
    const key = entries[last * 2 + 1] as number;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = entries[parent * 2] as number;
      if (above < time || (above === time && (entries[parent * 2 + 1] as number) < key)) break;
      entries[hole * 2] = above;
      entries[hole * 2 + 1] = entries[parent * 2 + 1] as number;
      hole = parent;
    }
    entries[hole * 2] = time;
    entries[hole * 2 + 1] = key;
  }

  private grow(): void {
    if (this.capacity >= SLOTS) throw new RangeError(`${this.size} events pending: the bound is ${SLOTS}`);
    this.capacity *= 2;
    this.entries = grown(this.entries, new Float64Array(this.capacity * 2));
    this.payloads = grown(this.payloads, new Int32Array(this.capacity * 3));
    this.freeSlots = grown(this.freeSlots, new Int32Array(this.capacity));
  }
}

function grown<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
