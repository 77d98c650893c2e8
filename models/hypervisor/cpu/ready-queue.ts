/**
 * First-in-first-out queues of vCPUs as linked lists in typed arrays: every vCPU is in at most one of them. For schedulers
 * that keep one or several queues; nothing is allocated after the start.
 */
export class ReadyQueues {
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  /** Queue each vCPU is in, −1 = none. */
  readonly queueOf: Int32Array;
  /** Length of each queue. */
  readonly length: Int32Array;

  constructor(queues: number, vcpus: number) {
    this.head = new Int32Array(queues).fill(-1);
    this.tail = new Int32Array(queues).fill(-1);
    this.length = new Int32Array(queues);
    this.next = new Int32Array(vcpus).fill(-1);
    this.previous = new Int32Array(vcpus).fill(-1);
    this.queueOf = new Int32Array(vcpus).fill(-1);
  }

  /** First of a queue, −1 when empty. */
  first(queue: number): number {
    return this.head[queue] as number;
  }

  /** The one behind a queued vCPU, −1 when it is the last. */
  after(vcpu: number): number {
    return this.next[vcpu] as number;
  }

  isQueued(vcpu: number): boolean {
    return (this.queueOf[vcpu] as number) >= 0;
  }

  append(queue: number, vcpu: number): void {
    this.insertBefore(queue, vcpu, -1);
  }

  prepend(queue: number, vcpu: number): void {
    this.insertBefore(queue, vcpu, this.head[queue] as number);
  }

  /** Insert in front of a vCPU of the same queue; −1 = at the end. Precondition: `vcpu` is in no queue. */
  insertBefore(queue: number, vcpu: number, behind: number): void {
    const before = behind < 0 ? (this.tail[queue] as number) : (this.previous[behind] as number);
    this.queueOf[vcpu] = queue;
    this.next[vcpu] = behind;
    this.previous[vcpu] = before;
    if (before < 0) this.head[queue] = vcpu;
    else this.next[before] = vcpu;
    if (behind < 0) this.tail[queue] = vcpu;
    else this.previous[behind] = vcpu;
    this.length[queue] = (this.length[queue] as number) + 1;
  }

  /** Take a vCPU out of its queue; nothing happens when it is in none. */
  remove(vcpu: number): void {
    const queue = this.queueOf[vcpu] as number;
    if (queue < 0) return;
    const before = this.previous[vcpu] as number;
    const behind = this.next[vcpu] as number;
    if (before < 0) this.head[queue] = behind;
    else this.next[before] = behind;
    if (behind < 0) this.tail[queue] = before;
    else this.previous[behind] = before;
    this.queueOf[vcpu] = -1;
    this.length[queue] = (this.length[queue] as number) - 1;
  }
}
