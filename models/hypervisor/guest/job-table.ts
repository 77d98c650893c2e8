/**
 * Requests on their way, as rows of typed arrays with a free list, so that a request costs no allocation. A row is in at
 * most one queue at a time; queues are linked through `next`.
 */

const FIRST_ROWS = 256;
/** Requests on their way at once over the whole host; more means the host is hopelessly overloaded. */
export const MOST_JOBS = 4_000_000;

export class JobTable {
  /** Guest the request belongs to, and guest whose CPUs it needs now (the service partition for I/O). */
  guest = new Int32Array(FIRST_ROWS);
  /** What happens next; the meaning is guest software's. */
  stage = new Uint8Array(FIRST_ROWS);
  /** Rounds of computing and I/O left after this one. */
  rounds = new Int32Array(FIRST_ROWS);
  arrivedNs = new Float64Array(FIRST_ROWS);
  /** CPU work left of this stage and of every later computing stage, ns of a full-speed core. */
  leftNs = new Float64Array(FIRST_ROWS);
  segmentNs = new Float64Array(FIRST_ROWS);
  next = new Int32Array(FIRST_ROWS);
  /** Rows in use. */
  count = 0;

  private rows = FIRST_ROWS;
  private used = 0;
  private free = -1;

  /** A fresh row. @throws RangeError when {@link MOST_JOBS} are on their way */
  take(): number {
    this.count++;
    const { free } = this;
    if (free >= 0) {
      this.free = this.next[free] as number;
      return free;
    }
    if (this.used === this.rows) this.grow();
    return this.used++;
  }

  give(job: number): void {
    this.count--;
    this.next[job] = this.free;
    this.free = job;
  }

  private grow(): void {
    if (this.rows >= MOST_JOBS) throw new RangeError(`${this.count} requests on their way: the bound is ${MOST_JOBS}`);
    this.rows *= 2;
    const { rows } = this;
    const wider = (from: Float64Array) => {
      const to = new Float64Array(rows);
      to.set(from);
      return to;
    };
    const widerInt = (from: Int32Array) => {
      const to = new Int32Array(rows);
      to.set(from);
      return to;
    };
    const stage = new Uint8Array(rows);
    stage.set(this.stage);
    this.stage = stage;
    this.guest = widerInt(this.guest);
    this.rounds = widerInt(this.rounds);
    this.next = widerInt(this.next);
    this.arrivedNs = wider(this.arrivedNs);
    this.leftNs = wider(this.leftNs);
    this.segmentNs = wider(this.segmentNs);
  }
}

/** First-in-first-out queues of jobs, one per owner (guest or device). */
export class JobQueues {
  readonly length: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly jobs: JobTable;

  constructor(owners: number, jobs: JobTable) {
    this.jobs = jobs;
    this.length = new Int32Array(owners);
    this.head = new Int32Array(owners).fill(-1);
    this.tail = new Int32Array(owners).fill(-1);
  }

  append(owner: number, job: number): void {
    this.jobs.next[job] = -1;
    const tail = this.tail[owner] as number;
    if (tail < 0) this.head[owner] = job;
    else this.jobs.next[tail] = job;
    this.tail[owner] = job;
    this.length[owner] = (this.length[owner] as number) + 1;
  }

  /** First of a queue, taken off; −1 when empty. */
  take(owner: number): number {
    const job = this.head[owner] as number;
    if (job < 0) return -1;
    const next = this.jobs.next[job] as number;
    this.head[owner] = next;
    if (next < 0) this.tail[owner] = -1;
    this.length[owner] = (this.length[owner] as number) - 1;
    return job;
  }
}
