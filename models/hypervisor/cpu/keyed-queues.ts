/** Queues of vCPUs in order of a key, lowest first; among equals first come, first served. For fair-share schedulers. */
import { ReadyQueues } from "./ready-queue.ts";

export class KeyedQueues {
  readonly queues: ReadyQueues;
  /** Key of each vCPU; change it only while the vCPU is in no queue. */
  readonly keys: Float64Array;

  constructor(queues: number, vcpus: number) {
    this.queues = new ReadyQueues(queues, vcpus);
    this.keys = new Float64Array(vcpus);
  }

  /** Put a vCPU that is in no queue where its key belongs. O(length). */
  insert(queue: number, vcpu: number): void {
    const { queues, keys } = this;
    const key = keys[vcpu] as number;
    let behind = queues.first(queue);
    while (behind >= 0 && (keys[behind] as number) <= key) behind = queues.after(behind);
    queues.insertBefore(queue, vcpu, behind);
  }

  first(queue: number): number {
    return this.queues.first(queue);
  }

  after(vcpu: number): number {
    return this.queues.after(vcpu);
  }

  remove(vcpu: number): void {
    this.queues.remove(vcpu);
  }
}
