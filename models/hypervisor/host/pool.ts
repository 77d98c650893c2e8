/**
 * One pool of CPUs with its scheduler, the software of its guests, their locks and memory; and, for a guest that is a
 * hypervisor itself, the pool inside. Everything a report reads is reachable from here.
 */
import { Dispatcher, type DispatcherParts, Nest, type Topology, type Work, topologyOf } from "../cpu/index.ts";
import { LoadGenerator } from "../guest/load-generator.ts";
import { GUEST_QUANTUM_NS, type GuestLoad } from "../guest/load.ts";
import { LockSpinners } from "../guest/lock-spinners.ts";
import { Software } from "../guest/software.ts";
import type { Processes, Simulator } from "../kernel/index.ts";
import { type HostMemory, emptyMemory, memoryLoop } from "../memory/index.ts";
import type { GuestMemoryUse, GuestScenario, PoolScenario } from "./scenario.ts";

export interface PoolParts {
  readonly simulator: Simulator;
  readonly processes: Processes;
  readonly seed: number;
  readonly topology: Topology;
  readonly scenario: PoolScenario;
  /** vCPUs of the outer pool that its CPUs are; absent for the host's own. */
  readonly outerVcpus?: Int32Array;
  /** Name of the guest around it, "" for the host's own. */
  readonly within: string;
  /** Most vCPUs each guest ever has (hot-plug), by name. */
  readonly mostVcpus: (guest: GuestScenario) => number;
  readonly ran?: (pool: Pool, stretch: Stretch) => void;
  readonly waited?: (pool: Pool, vcpu: number, fromNs: number, toNs: number) => void;
  readonly answered: (pool: Pool, guest: number, arrivedNs: number, nowNs: number) => void;
}

export interface Stretch {
  readonly cpu: number;
  readonly vcpu: number;
  readonly fromNs: number;
  readonly toNs: number;
}

/** The load of a guest that has none: a hypervisor, whose work is its guests'. */
const NO_LOAD: Omit<GuestLoad, "name"> = {
  arrivals: { kind: "open", perSecond: 0 },
  cpu: { kind: "constant", value: 0 },
  overheadRatio: 0,
  diskOperations: 0,
  disk: { device: -1, deviceNs: 0, latencyNs: 0, guestNs: 0, serviceNs: 0 },
  quantumNs: GUEST_QUANTUM_NS,
};

export class Pool {
  readonly parts: PoolParts;
  readonly guests: readonly GuestScenario[];
  readonly vcpusOf: readonly Int32Array[];
  readonly dispatcher: Dispatcher;
  /** What this pool is to the one around it; undefined for the host's own. */
  readonly nest: Nest | undefined;
  readonly software: Software;
  readonly spinners: LockSpinners;
  readonly memory: HostMemory | undefined;
  /** Pool inside each guest, by index. */
  readonly inside: readonly (Pool | undefined)[];

  private readonly generator: LoadGenerator;

  constructor(parts: PoolParts) {
    this.parts = parts;
    const { scenario, simulator, processes, seed, topology } = parts;
    // By name, so that the order somebody wrote them down in changes nothing.
    this.guests = scenario.guests.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    let count = 0;
    this.vcpusOf = this.guests.map((guest) => Int32Array.from({ length: parts.mostVcpus(guest) }, () => count++));
    const loads = this.guests.map((guest) => guest.load ?? { ...NO_LOAD, name: guest.name });
    this.software = new Software({
      simulator,
      processes,
      seed,
      loads,
      vcpusOf: this.vcpusOf,
      service: this.guests.findIndex((guest) => guest.isService === true),
      deviceChannels: scenario.devices.map(({ channels }) => channels),
      dispatcher: () => this.dispatcher,
      answered: (guest, arrivedNs, nowNs) => {
        this.generator.answered(guest, nowNs);
        parts.answered(this, guest, arrivedNs, nowNs);
      },
    });
    this.spinners = new LockSpinners({
      simulator,
      seed,
      guests: this.guests.map(({ name, locks }, guest) =>
        locks === undefined || (this.vcpusOf[guest] as Int32Array).length < 2 ? undefined : { name, ...locks },
      ),
      vcpusOf: this.vcpusOf,
      dispatcher: () => this.dispatcher,
    });
    const { ran, waited, outerVcpus } = parts;
    const dispatching: DispatcherParts<unknown, unknown> = {
      simulator,
      topology,
      ops: scenario.kit.ops,
      work: this.work(),
      vcpusOf: this.vcpusOf,
      terms: this.guests.map(({ terms }) => terms),
      switchCostNs: scenario.switchCostNs,
      ...(ran === undefined ? {} : { ran: (cpu, vcpu, fromNs, toNs) => ran(this, { cpu, vcpu, fromNs, toNs }) }),
      ...(waited === undefined ? {} : { waited: (vcpu, fromNs, toNs) => waited(this, vcpu, fromNs, toNs) }),
    };
    this.nest = outerVcpus === undefined ? undefined : new Nest({ ...dispatching, outerVcpus });
    this.dispatcher = this.nest?.inner ?? new Dispatcher(dispatching);
    this.generator = new LoadGenerator({
      simulator,
      seed,
      loads,
      software: this.software,
      vcpus: (guest) => (this.guests[guest] as GuestScenario).vcpus,
    });
    this.inside = this.guests.map((guest, index) => this.insideOf(guest, index));
    this.memory = this.startMemory();
  }

  /** Bring the guests up and start their loads. */
  start(nowNs: number): void {
    this.guests.forEach((guest, index) => {
      const vcpus = this.vcpusOf[index] as Int32Array;
      for (const vcpu of vcpus.subarray(0, guest.vcpus)) this.dispatcher.online(vcpu, nowNs);
      this.generator.start(index, nowNs);
      this.inside[index]?.start(nowNs);
    });
  }

  /** Index of a guest, −1 when it is not in this pool. */
  indexOf(name: string): number {
    return this.guests.findIndex((guest) => guest.name === name);
  }

  /** This pool and all inside it, outermost first. */
  *all(): Generator<Pool, void, void> {
    yield this;
    for (const pool of this.inside) if (pool !== undefined) yield* pool.all();
  }

  /** What the vCPUs do: software, or the CPUs of the pool inside. */
  private work(): Work {
    const nestOf = (vcpu: number) => this.inside[this.dispatcher.vmOf[vcpu] as number]?.nest;
    return {
      next: (vcpu, nowNs) => nestOf(vcpu)?.next(vcpu) ?? this.software.next(vcpu, nowNs),
      placed: (vcpu, cpu, nowNs) => {
        const nest = nestOf(vcpu);
        if (nest === undefined) this.spinners.placed(vcpu, nowNs);
        else nest.placed(vcpu, cpu, nowNs);
      },
      removed: (vcpu, isReady, nowNs) => {
        const nest = nestOf(vcpu);
        if (nest === undefined) this.spinners.removed(vcpu, isReady, nowNs);
        else nest.removed(vcpu, isReady, nowNs);
      },
    };
  }

  /** The pool inside a guest that is a hypervisor: its CPUs are the guest's vCPUs. */
  private insideOf(guest: GuestScenario, index: number): Pool | undefined {
    if (guest.inside === undefined) return undefined;
    const outerVcpus = this.vcpusOf[index] as Int32Array;
    const topology = topologyOf({ sockets: 1, coresPerSocket: outerVcpus.length, threadsPerCore: 1 });
    const pool = new Pool({ ...this.parts, topology, scenario: guest.inside, within: guest.name, outerVcpus });
    pool.nest?.attach(this.dispatcher);
    return pool;
  }

  private startMemory(): HostMemory | undefined {
    const { memory } = this.parts.scenario;
    if (memory === undefined) return undefined;
    const state = emptyMemory(memory.hostPages, this.guests.length);
    const of = (pick: (use: GuestMemoryUse) => number) =>
      Float64Array.from(this.guests, (guest) => (guest.memory === undefined ? 0 : pick(guest.memory)));
    state.configured.set(of((use) => use.configuredPages));
    state.minimum.set(of((use) => use.minimumPages));
    state.shares.set(Float64Array.from(this.guests, (guest) => guest.memory?.shares ?? 1));
    state.wanted.set(of((use) => use.touchedPages));
    state.active.set(of((use) => use.workingSetPages));
    state.sharable.set(of((use) => use.sharablePages));
    this.parts.processes.start(
      memoryLoop({
        rule: memory.rule,
        state,
        pageWaitNs: memory.pageWaitNs,
        referencesPerCpuSecond: of((use) => use.referencesPerCpuSecond),
        workingSetPages: of((use) => use.workingSetPages),
        stallRatio: this.software.stallRatio,
      }),
    );
    return state;
  }
}
