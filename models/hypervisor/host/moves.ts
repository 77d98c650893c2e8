/**
 * Things that happen to guests while the host runs: a live migration away, virtual CPUs that come by hot-plug. The sender's
 * CPU is what the host has idle and no less than what the scheduler's fluid rule gives one busy vCPU of the service
 * partition; what it uses is that partition's work. Without one it is an even part. Leaves out: the target host.
 */
import { type MigrationReport, precopy } from "../migration/index.ts";
import type { Process } from "../kernel/index.ts";
import type { HotPlugEvent, MigrationEvent } from "./scenario.ts";
import type { Pool } from "./pool.ts";

export interface MoveRecord {
  readonly guest: string;
  /** Set when the migration has ended within the run. */
  report?: MigrationReport;
}

/** The pool a guest is in. @throws RangeError when no pool has it */
export function poolOf(root: Pool, name: string): { readonly pool: Pool; readonly guest: number } {
  for (const pool of root.all()) {
    const guest = pool.indexOf(name);
    if (guest >= 0) return { pool, guest };
  }
  throw new RangeError(`event of guest "${name}": no guest of that name`);
}

/** Bring more vCPUs of a guest online, or take the last ones offline. */
export function hotPlug(root: Pool, event: HotPlugEvent, nowNs: number): void {
  const { pool, guest } = poolOf(root, event.guest);
  const vcpus = pool.vcpusOf[guest] as Int32Array;
  vcpus.forEach((vcpu, index) => {
    const isOnline = pool.dispatcher.books.isOnline(vcpu);
    if (index < event.vcpus && !isOnline) {
      pool.dispatcher.online(vcpu, nowNs);
      pool.dispatcher.wake(vcpu, nowNs);
    }
    if (index >= event.vcpus && isOnline) pool.software.retire(vcpu, nowNs);
  });
}

/** The migration of a guest as a process; fills in the record at its end. */
export function* migrate(root: Pool, event: MigrationEvent, record: MoveRecord): Process {
  const { pool, guest } = poolOf(root, event.guest);
  const { simulator } = pool.parts;
  const vcpus = pool.vcpusOf[guest] as Int32Array;
  const sender = new Sender(pool);
  const report = yield* precopy({
    memory: event.memory,
    rules: event.rules,
    path: { linkMbitS: event.linkMbitS, mbitPerCpuSecond: event.mbitPerCpuSecond },
    senderCpu: (nowNs) => sender.cpus(nowNs),
    suspendNs: event.suspendNs,
    resumeNs: event.resumeNs,
    trackingRatio: event.trackingRatio,
    startNs: simulator.nowNs,
    hooks: {
      sending: (_nowNs, cpus) => sender.uses(cpus),
      slow: (_nowNs, speedRatio) => {
        pool.software.slowdown[guest] = 1 / speedRatio;
      },
      pause: (nowNs) => vcpus.forEach((vcpu) => pool.dispatcher.pause(vcpu, nowNs)),
      resume: (nowNs, isOnTarget) => {
        pool.software.slowdown[guest] = 1;
        if (isOnTarget) pool.software.leave(guest, nowNs);
        else vcpus.forEach((vcpu) => pool.dispatcher.resume(vcpu, nowNs));
      },
    },
  });
  sender.uses(0);
  record.report = report;
}

/** CPUs of one busy vCPU of the service partition while everybody else wants all they have; an even part without one. */
function fairCpus(pool: Pool, service: number): number {
  const { kit } = pool.parts.scenario;
  const { cpus } = pool.parts.topology;
  if (service < 0) return Math.min(1, cpus / (pool.guests.length + 1));
  const guests = pool.guests.map(({ terms, vcpus }, index) => ({
    terms,
    vcpus,
    demandCpus: index === service ? Math.min(1, vcpus) : vcpus,
  }));
  return Math.min(1, kit.fluid.shares(cpus, guests)[service] ?? 0);
}

/** The CPU of the sender: offered from what is idle, used as work of the service partition. */
class Sender {
  private readonly pool: Pool;
  private readonly service: number;
  private lastNs: number;
  private lastBusyNs: number;
  private using = 0;
  private offered = 1;
  private readonly fairCpus: number;

  constructor(pool: Pool) {
    this.pool = pool;
    this.service = pool.guests.findIndex((guest) => guest.isService === true);
    this.lastNs = pool.parts.simulator.nowNs;
    this.lastBusyNs = this.busyNs();
    this.fairCpus = fairCpus(pool, this.service);
  }

  /** CPUs the sender can have from now on, by what was idle since it asked last (its own use counts as idle). */
  cpus(nowNs: number): number {
    const passed = nowNs - this.lastNs;
    if (passed > 0) {
      const busy = this.busyNs();
      const idle = this.pool.parts.topology.cpus - (busy - this.lastBusyNs) / passed;
      const own = this.service < 0 ? 0 : this.using;
      this.work(passed);
      this.offered = Math.min(1, Math.max(this.fairCpus, idle + own));
      this.lastNs = nowNs;
      this.lastBusyNs = busy;
    }
    return this.offered;
  }

  uses(cpus: number): void {
    this.using = cpus;
  }

  /** The CPU used since last time, as work of the service partition. */
  private work(passedNs: number): void {
    if (this.service >= 0 && this.using > 0) this.pool.software.compel(this.service, this.using * passedNs);
  }

  private busyNs(): number {
    this.pool.dispatcher.settleAll();
    return this.pool.dispatcher.books.busyNs.reduce((sum, ns) => sum + ns, 0);
  }
}
