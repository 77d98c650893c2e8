/**
 * A physical device: so many channels that each serve one request after the other, first come first served. Channels are
 * kernel processes. Leaves out: seek order, caches of the device, merging of neighbouring requests.
 */
import { type Process, type Processes, UNTIL_WOKEN } from "../kernel/index.ts";

/** The side of the device that has the requests. */
export interface DeviceQueue {
  /** The next request, taken off; −1 when there is none. */
  take(): number;
  /** Ns one request keeps a channel busy; whole, ≥ 0. */
  serviceNs(request: number): number;
  done(request: number): void;
}

export class Device {
  /** Ns of service given, over all channels. */
  busyNs = 0;
  /** Requests served. */
  served = 0;
  readonly channels: number;

  private readonly processes: Processes;
  private readonly queue: DeviceQueue;
  private readonly idle: number[] = [];

  /** @param channels requests served at once, whole, ≥ 1 */
  constructor(processes: Processes, channels: number, queue: DeviceQueue) {
    this.processes = processes;
    this.queue = queue;
    this.channels = channels;
    for (let channel = 0; channel < channels; channel++) {
      const id: number = processes.start(this.channel(() => id));
    }
  }

  /** A request has been queued. */
  arrived(): void {
    const channel = this.idle.pop();
    if (channel !== undefined) this.processes.wake(channel);
  }

  private *channel(self: () => number): Process {
    for (;;) {
      const request = this.queue.take();
      if (request < 0) {
        this.idle.push(self());
        yield UNTIL_WOKEN;
        continue;
      }
      const serviceNs = this.queue.serviceNs(request);
      yield serviceNs;
      this.busyNs += serviceNs;
      this.served++;
      this.queue.done(request);
    }
  }
}
