/**
 * The software in the guests: requests arrive, compute, do their I/O through service partition and device, and are
 * answered; virtual CPUs take requests from their guest's queue, first come first served within a quantum. The service
 * partition is a guest whose requests are other guests' I/O. Leaves out: priorities inside a guest, idle polling.
 */
import { sample } from "../distribution.ts";
import type { Dispatcher, Work } from "../cpu/index.ts";
import { Device } from "../io/device-server.ts";
import type { Processes, Simulator } from "../kernel/index.ts";
import { type RandomStream, randomStream } from "../../random.ts";
import { JobQueues, JobTable } from "./job-table.ts";
import type { GuestLoad, IoStep } from "./load.ts";

/** Where a request is. Even stages need a CPU, odd ones a device. */
const RECEIVING = 0;
const COMPUTING = 2;
const DISK_CPU = 4;
const DISK = 5;
const SENDING_CPU = 6;
const SENDING = 7;

/** Work of less than this is done. */
const DUST_NS = 1e-3;
/** Piece in which paging and the like are felt by software that never pauses by itself. */
const PIECE_NS = 10e6;

export interface SoftwareParts {
  readonly simulator: Simulator;
  readonly processes: Processes;
  readonly seed: number;
  readonly loads: readonly GuestLoad[];
  readonly vcpusOf: readonly Int32Array[];
  /** Guest that carries the others' I/O; −1 = none, its CPU is then the hypervisor's own affair. */
  readonly service: number;
  /** Channels of each device. */
  readonly deviceChannels: readonly number[];
  readonly dispatcher: () => Dispatcher;
  /** A request of a guest has been answered. */
  readonly answered: (guest: number, arrivedNs: number, nowNs: number) => void;
}

export class Software implements Work {
  readonly jobs = new JobTable();
  readonly devices: readonly Device[];
  /** Per guest: seconds of waiting for pages per second of work; factor on all work (1 = none); set from outside. */
  readonly stallRatio: Float64Array;
  readonly slowdown: Float64Array;
  /** Per guest: a request stopped arriving (migrated away). */
  readonly isGone: Uint8Array;
  /** Per guest: native CPU work done, ns; time spent waiting for pages. */
  readonly workedNs: Float64Array;
  readonly pagedNs: Float64Array;

  private readonly parts: SoftwareParts;
  private readonly ready: JobQueues;
  private readonly deviceQueues: JobQueues;
  private readonly guestOf: Int32Array;
  private readonly jobOf: Int32Array;
  private readonly givenNs: Float64Array;
  private readonly stalledUntilNs: Float64Array;
  private readonly arrivals: readonly RandomStream[];
  private readonly sizes: readonly RandomStream[];
  private readonly wakeKind: number;
  private readonly backKind: number;

  constructor(parts: SoftwareParts) {
    this.parts = parts;
    const { loads, vcpusOf, processes, seed } = parts;
    const vcpus = vcpusOf.reduce((n, list) => n + list.length, 0);
    this.stallRatio = new Float64Array(loads.length);
    this.slowdown = new Float64Array(loads.length).fill(1);
    this.isGone = new Uint8Array(loads.length);
    this.workedNs = new Float64Array(loads.length);
    this.pagedNs = new Float64Array(loads.length);
    this.ready = new JobQueues(loads.length, this.jobs);
    this.deviceQueues = new JobQueues(parts.deviceChannels.length, this.jobs);
    this.guestOf = new Int32Array(vcpus);
    vcpusOf.forEach((list, guest) => list.forEach((vcpu) => (this.guestOf[vcpu] = guest)));
    this.jobOf = new Int32Array(vcpus).fill(-1);
    this.givenNs = new Float64Array(vcpus);
    this.stalledUntilNs = new Float64Array(vcpus);
    this.arrivals = loads.map(({ name }) => randomStream(seed, name, "arrivals"));
    this.sizes = loads.map(({ name }) => randomStream(seed, name, "sizes"));
    this.devices = parts.deviceChannels.map((channels, device) => this.startDevice(processes, channels, device));
    this.backKind = parts.simulator.on((job) => this.back(job));
    this.wakeKind = parts.simulator.on((vcpu, _stamp, nowNs) => parts.dispatcher().wake(vcpu, nowNs));
  }

  /** A request of this guest arrives now. */
  arrive(guest: number): void {
    if (this.isGone[guest] === 1) return;
    const load = this.parts.loads[guest] as GuestLoad;
    const stream = this.sizes[guest] as RandomStream;
    const job = this.jobs.take();
    const rounds = Math.floor(load.diskOperations + stream.uniform());
    const work = sample(load.cpu, stream) * (1 + load.overheadRatio);
    this.jobs.guest[job] = guest;
    this.jobs.rounds[job] = rounds;
    this.jobs.arrivedNs[job] = this.parts.simulator.nowNs;
    // What the guest's own drivers need to send is part of the computing before it.
    this.jobs.segmentNs[job] = (work + (load.send?.guestNs ?? 0)) / (rounds + 1);
    if (load.receive === undefined) this.compute(job, 0);
    else this.serve(job, RECEIVING, load.receive);
  }

  /** A thread of this guest that computes for ever. */
  saturate(guest: number): void {
    const job = this.jobs.take();
    this.jobs.guest[job] = guest;
    this.jobs.segmentNs[job] = Number.POSITIVE_INFINITY;
    this.jobs.arrivedNs[job] = this.parts.simulator.nowNs;
    this.compute(job, 0);
  }

  /** Work that is nobody's request: the service partition or a guest computes for this long. */
  compel(guest: number, workNs: number): void {
    const job = this.jobs.take();
    this.jobs.guest[job] = -1;
    this.jobs.stage[job] = COMPUTING;
    this.jobs.leftNs[job] = workNs;
    this.enqueue(guest, job);
  }

  /** A vCPU goes offline; what it was doing goes on on its siblings. */
  retire(vcpu: number, nowNs: number): void {
    const guest = this.guestOf[vcpu] as number;
    const job = this.jobOf[vcpu] as number;
    this.parts.dispatcher().offline(vcpu, nowNs);
    if (job < 0) return;
    this.jobOf[vcpu] = -1;
    this.givenNs[vcpu] = 0;
    this.enqueue(guest, job);
  }

  /** A guest leaves the host: its requests are gone with it, and no more arrive. */
  leave(guest: number, nowNs: number): void {
    this.isGone[guest] = 1;
    for (const vcpu of this.parts.vcpusOf[guest] as Int32Array) {
      const job = this.jobOf[vcpu] as number;
      if (this.parts.dispatcher().books.isOnline(vcpu)) this.parts.dispatcher().offline(vcpu, nowNs);
      if (job >= 0) this.jobs.give(job);
      this.jobOf[vcpu] = -1;
    }
    for (let job = this.ready.take(guest); job >= 0; job = this.ready.take(guest)) this.jobs.give(job);
  }

  /** Requests waiting for or being computed in a guest. */
  waiting(guest: number): number {
    return this.ready.length[guest] as number;
  }

  next(vcpu: number, nowNs: number): number {
    if ((this.stalledUntilNs[vcpu] as number) > nowNs) return 0;
    const guest = this.guestOf[vcpu] as number;
    const job = this.jobOf[vcpu] as number;
    if (job >= 0) {
      const left = this.finishPiece(vcpu, guest, nowNs);
      if (left > 0 && (this.stalledUntilNs[vcpu] as number) > nowNs) return 0;
      if (left > 0 && (this.ready.length[guest] as number) === 0) return this.give(vcpu, job, left);
      this.jobOf[vcpu] = -1;
      if (left > 0) this.ready.append(guest, job);
      else this.advance(job);
      if ((this.stalledUntilNs[vcpu] as number) > nowNs) return 0;
    }
    const following = this.ready.take(guest);
    if (following < 0) return 0;
    this.jobOf[vcpu] = following;
    return this.give(vcpu, following, this.jobs.leftNs[following] as number);
  }

  /** Book the piece a vCPU has done and let it wait for pages; returns the work left of the request. */
  private finishPiece(vcpu: number, guest: number, nowNs: number): number {
    const job = this.jobOf[vcpu] as number;
    const given = this.givenNs[vcpu] as number;
    const left = (this.jobs.leftNs[job] as number) - given;
    this.givenNs[vcpu] = 0;
    this.jobs.leftNs[job] = left;
    this.workedNs[guest] = (this.workedNs[guest] as number) + given;
    const stall = given * (this.stallRatio[guest] as number);
    if (stall >= 1) {
      const until = nowNs + Math.round(stall);
      this.stalledUntilNs[vcpu] = until;
      this.pagedNs[guest] = (this.pagedNs[guest] as number) + Math.round(stall);
      this.parts.simulator.at(until, this.wakeKind, vcpu, 0);
    }
    return left > DUST_NS ? left : 0;
  }

  private give(vcpu: number, job: number, left: number): number {
    const guest = this.guestOf[vcpu] as number;
    const quantum = (this.parts.loads[guest] as GuestLoad).quantumNs;
    const longest = (this.stallRatio[guest] as number) > 0 ? Math.min(quantum, PIECE_NS) : quantum;
    const given = left < longest ? left : longest;
    this.givenNs[vcpu] = given;
    return given * (this.slowdown[guest] as number);
  }

  /** The CPU work of a stage is done: on to the next. */
  private advance(job: number): void {
    const guest = this.jobs.guest[job] as number;
    if (guest < 0) return this.jobs.give(job);
    const load = this.parts.loads[guest] as GuestLoad;
    switch (this.jobs.stage[job] as number) {
      case RECEIVING:
        return this.compute(job, load.receive?.guestNs ?? 0);
      case COMPUTING: {
        const rounds = this.jobs.rounds[job] as number;
        if (rounds > 0) {
          this.jobs.rounds[job] = rounds - 1;
          return this.serve(job, DISK_CPU, load.disk);
        }
        return load.send === undefined ? this.finish(job) : this.serve(job, SENDING_CPU, load.send);
      }
      case DISK_CPU:
        return this.toDevice(job, DISK, load.disk);
      case SENDING_CPU:
        return this.toDevice(job, SENDING, load.send as IoStep);
    }
  }

  /** The service partition does its part, then the device. */
  private serve(job: number, stage: number, step: IoStep): void {
    const { service } = this.parts;
    this.jobs.stage[job] = stage;
    if (service < 0 || step.serviceNs <= 0) return this.advance(job);
    this.jobs.leftNs[job] = step.serviceNs;
    this.enqueue(service, job);
  }

  private compute(job: number, ioNs: number): void {
    const guest = this.jobs.guest[job] as number;
    this.jobs.stage[job] = COMPUTING;
    this.jobs.leftNs[job] = (this.jobs.segmentNs[job] as number) + ioNs;
    if (this.isGone[guest] === 1) this.jobs.give(job);
    else this.enqueue(guest, job);
  }

  private toDevice(job: number, stage: number, step: IoStep): void {
    this.jobs.stage[job] = stage;
    if (step.device < 0) return this.deviceDone(job);
    this.deviceQueues.append(step.device, job);
    this.devices[step.device]?.arrived();
  }

  private deviceDone(job: number): void {
    const { latencyNs } = this.stepOf(job);
    if (latencyNs <= 0) return this.back(job);
    this.parts.simulator.at(this.parts.simulator.nowNs + Math.round(latencyNs), this.backKind, job, 0);
  }

  /** The I/O is over: the answer is out, or the request computes on. */
  private back(job: number): void {
    if (this.jobs.stage[job] === SENDING) this.finish(job);
    else this.compute(job, this.stepOf(job).guestNs);
  }

  /** The I/O a request is at. */
  private stepOf(job: number): IoStep {
    const load = this.parts.loads[this.jobs.guest[job] as number] as GuestLoad;
    return this.jobs.stage[job] === SENDING ? (load.send as IoStep) : load.disk;
  }

  private finish(job: number): void {
    const guest = this.jobs.guest[job] as number;
    const arrivedNs = this.jobs.arrivedNs[job] as number;
    this.jobs.give(job);
    this.parts.answered(guest, arrivedNs, this.parts.simulator.nowNs);
  }

  /** Queue a request for the CPUs of a guest and wake one of them that waits. */
  private enqueue(guest: number, job: number): void {
    this.ready.append(guest, job);
    const dispatcher = this.parts.dispatcher();
    for (const vcpu of this.parts.vcpusOf[guest] as Int32Array) {
      if (!dispatcher.books.isWaiting(vcpu)) continue;
      dispatcher.wake(vcpu, this.parts.simulator.nowNs);
      if (!dispatcher.books.isWaiting(vcpu)) return;
    }
  }

  private startDevice(processes: Processes, channels: number, device: number): Device {
    return new Device(processes, channels, {
      take: () => this.deviceQueues.take(device),
      serviceNs: (job) => Math.round(this.stepOf(job).deviceNs),
      done: (job) => this.deviceDone(job),
    });
  }
}
