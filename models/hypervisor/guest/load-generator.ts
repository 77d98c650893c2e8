/**
 * How requests come to the guests: clients that wait for answers and think, arrivals that do not wait, threads that never
 * stop, and measured traces. A trace is asked for exactly: each request of its slot falls at random into its own equal
 * part of time, so that demand is the trace's and the moments are not. Every guest draws from a stream of its own.
 */
import type { Simulator } from "../kernel/index.ts";
import { type RandomStream, randomStream } from "../../random.ts";
import { meanOf } from "../distribution.ts";
import type { GuestLoad } from "./load.ts";
import type { Software } from "./software.ts";

const NS_PER_SECOND = 1e9;

export interface GeneratorParts {
  readonly simulator: Simulator;
  readonly seed: number;
  readonly loads: readonly GuestLoad[];
  readonly software: Software;
  /** vCPUs of a guest that are online when it starts. */
  readonly vcpus: (guest: number) => number;
}

export class LoadGenerator {
  private readonly parts: GeneratorParts;
  private readonly streams: readonly RandomStream[];
  private readonly arriveKind: number;
  private readonly openKind: number;
  private readonly traceKind: number;

  constructor(parts: GeneratorParts) {
    const { simulator, software, loads, seed } = parts;
    this.parts = parts;
    this.streams = loads.map(({ name }) => randomStream(seed, name, "load"));
    this.arriveKind = simulator.on((guest) => software.arrive(guest));
    this.openKind = simulator.on((guest, _stamp, nowNs) => {
      software.arrive(guest);
      this.scheduleOpen(guest, nowNs);
    });
    this.traceKind = simulator.on((guest, _stamp, nowNs) => this.trace(guest, nowNs));
  }

  /** Start the load of a guest now. */
  start(guest: number, nowNs: number): void {
    const { arrivals } = this.parts.loads[guest] as GuestLoad;
    const stream = this.streams[guest] as RandomStream;
    switch (arrivals.kind) {
      case "saturated":
        for (let thread = 0; thread < arrivals.threads; thread++) this.parts.software.saturate(guest);
        return;
      case "closed":
        // Spread over one think time, so that clients do not march in step.
        for (let client = 0; client < arrivals.clients; client++)
          this.at(nowNs + arrivals.thinkNs * stream.uniform(), this.arriveKind, guest);
        return;
      case "open":
        return this.scheduleOpen(guest, nowNs);
      case "trace":
        return this.at(nowNs, this.traceKind, guest);
    }
  }

  /** A request has been answered: a client thinks, then asks again. */
  answered(guest: number, nowNs: number): void {
    const { arrivals } = this.parts.loads[guest] as GuestLoad;
    if (arrivals.kind !== "closed") return;
    const thinkNs = (this.streams[guest] as RandomStream).exponential(arrivals.thinkNs);
    this.at(nowNs + thinkNs, this.arriveKind, guest);
  }

  private scheduleOpen(guest: number, nowNs: number): void {
    const { arrivals } = this.parts.loads[guest] as GuestLoad;
    if (arrivals.kind !== "open" || arrivals.perSecond <= 0) return;
    const gapNs = (this.streams[guest] as RandomStream).exponential(NS_PER_SECOND / arrivals.perSecond);
    this.at(nowNs + gapNs, this.openKind, guest);
  }

  /** Each event of a trace opens one stratum: a request somewhere in it, and the next stratum at its end. */
  private trace(guest: number, nowNs: number): void {
    const load = this.parts.loads[guest] as GuestLoad;
    if (load.arrivals.kind !== "trace") return;
    const { slotNs, cpuRatio } = load.arrivals;
    const slot = Math.floor(nowNs / slotNs) % cpuRatio.length;
    const slotEndNs = (Math.floor(nowNs / slotNs) + 1) * slotNs;
    const demandCpus = (cpuRatio[slot] as number) * this.parts.vcpus(guest);
    if (demandCpus <= 0) return this.at(slotEndNs, this.traceKind, guest);
    const lengthNs = Math.max(1, meanOf(load.cpu) / demandCpus);
    const endNs = nowNs + lengthNs;
    if (endNs > slotEndNs) {
      // The last part of a slot is not whole: its request comes with the odds of its length.
      const left = slotEndNs - nowNs;
      if ((this.streams[guest] as RandomStream).uniform() < left / lengthNs) this.within(guest, nowNs, left);
      return this.at(slotEndNs, this.traceKind, guest);
    }
    this.within(guest, nowNs, lengthNs);
    this.at(endNs, this.traceKind, guest);
  }

  private within(guest: number, fromNs: number, lengthNs: number): void {
    this.at(fromNs + (this.streams[guest] as RandomStream).uniform() * lengthNs, this.arriveKind, guest);
  }

  private at(atNs: number, kind: number, guest: number): void {
    this.parts.simulator.at(Math.max(this.parts.simulator.nowNs, Math.round(atNs)), kind, guest, 0);
  }
}
