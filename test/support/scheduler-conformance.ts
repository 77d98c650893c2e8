/**
 * What every CPU scheduler must hold, whoever wrote it: one suite, run for each kit with hosts drawn at random from a
 * fixed seed. A kit hands in how to draw terms within its own ranges and how many random hosts it can afford.
 */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnySchedulerKit } from "#models/hypervisor/cpu/index.ts";
import { MS, SECOND, type TestGuest, runHost } from "./saturated-host.ts";

export interface ConformanceCase<Terms> {
  readonly kit: AnySchedulerKit;
  /** Terms within the ranges the kit states; `index` is the VM's place. */
  readonly terms: fc.Arbitrary<Terms>;
  /** Hosts the kit would not admit (reservations beyond the machine) are skipped. */
  readonly admits?: (cpus: number, guests: readonly TestGuest<Terms>[]) => boolean;
  /** CPUs a VM may never exceed over the cap period. */
  readonly capCpus?: (terms: Terms, vcpus: number) => number;
  /** May this VM use all its vCPUs? Given for kits that conserve work unless somebody is capped. */
  readonly isFree?: (guest: TestGuest<Terms>) => boolean;
  /** Most single-vCPU-equivalents per CPU in the fluid comparison; where a deviation is known it is declared by this. */
  readonly mostVcpusPerCpu?: number;
  readonly mostVcpusPerVm?: number;
  /** Seconds each host of the fluid comparison runs, after as many seconds of warm-up as given. */
  readonly seconds?: number;
  readonly warmUpSeconds?: number;
  readonly seed: number;
  /** Ns within which a ready vCPU must have run at least once, given n vCPUs on the host. */
  readonly starvationNs?: (vcpus: number) => number;
}

const NS_DUST = 1e-9;

interface Host<Terms> {
  readonly cpus: number;
  readonly guests: readonly TestGuest<Terms>[];
}

function hosts<Terms>(one: ConformanceCase<Terms>, bursts: boolean): fc.Arbitrary<Host<Terms>> {
  const burst = fc.record({
    runNs: fc.integer({ min: 1, max: 40 }).map((ms) => ms * MS),
    waitNs: fc.integer({ min: 1, max: 60 }).map((ms) => ms * MS),
    offsetNs: fc.integer({ min: 0, max: 30 }).map((ms) => ms * MS),
  });
  return fc.integer({ min: 1, max: 4 }).chain((cpus) =>
    fc
      .array(
        fc.record({
          terms: one.terms,
          vcpus: fc.integer({ min: 1, max: Math.min(cpus, one.mostVcpusPerVm ?? 4) }),
          ...(bursts ? { burst: fc.option(burst, { nil: undefined }) } : {}),
        }),
        { minLength: 1, maxLength: Math.max(1, cpus * (one.mostVcpusPerCpu ?? 4)) },
      )
      .filter((guests) => {
        const vcpus = guests.reduce((n, guest) => n + guest.vcpus, 0);
        return vcpus <= cpus * (one.mostVcpusPerCpu ?? 4) && (one.admits?.(cpus, guests as TestGuest<Terms>[]) ?? true);
      })
      .map((guests) => ({ cpus, guests: guests as TestGuest<Terms>[] })),
  );
}

/** Register the suite for one kit. `agreementHosts` random hosts are compared with the fluid shares; 0 = none are. */
export function schedulerConformance<Terms>(one: ConformanceCase<Terms>, agreementHosts = 1000): void {
  const { kit } = one;
  const few = { seed: one.seed, numRuns: 60 };

  describe(`scheduler ${kit.id}`, () => {
    test("no vCPU on two CPUs, no CPU with two vCPUs", () => {
      fc.assert(
        fc.property(hosts(one, true), (host) => {
          const last = new Map<number, number>();
          const lastOnCpu = new Map<number, number>();
          runHost(kit, {
            ...host,
            seconds: 0.5,
            ran: (cpu, vcpu, fromNs, toNs) => {
              expect(fromNs).toBeGreaterThanOrEqual(last.get(vcpu) ?? 0);
              expect(fromNs).toBeGreaterThanOrEqual(lastOnCpu.get(cpu) ?? 0);
              last.set(vcpu, toNs);
              lastOnCpu.set(cpu, toNs);
            },
          });
        }),
        few,
      );
    });

    test("run, ready, co-stop and wait sum to the time; vCPU time is CPU time", () => {
      fc.assert(
        fc.property(hosts(one, true), (host) => {
          const { books } = runHost(kit, { ...host, seconds: 0.5 }).dispatcher;
          books.runNs.forEach((run, vcpu) => {
            const sum = run + (books.readyNs[vcpu] ?? 0) + (books.coStopNs[vcpu] ?? 0) + (books.waitNs[vcpu] ?? 0);
            expect(Math.abs(sum - 0.5 * SECOND)).toBeLessThanOrEqual(0.5 * SECOND * NS_DUST);
          });
          const ran = books.runNs.reduce((sum, ns) => sum + ns, 0);
          const busy = books.busyNs.reduce((sum, ns) => sum + ns, 0);
          expect(Math.abs(ran - busy)).toBeLessThanOrEqual(Math.max(1, busy) * NS_DUST);
        }),
        few,
      );
    });

    test.runIf(kit.workConserving === "always" || one.isFree !== undefined)(
      "no CPU idles while somebody without a ceiling is ready",
      () => {
        fc.assert(
          fc.property(hosts(one, true), (host) => {
            fc.pre(host.guests.every((guest) => one.isFree?.(guest) ?? true));
            runHost(kit, {
              ...host,
              seconds: 0.3,
              checkEveryNs: 7 * MS + 1,
              check: (dispatcher) => {
                const idle = dispatcher.running.includes(-1);
                const ready = dispatcher.books.countReady();
                expect(idle && ready > 0, `${ready} ready beside an idle CPU`).toBe(false);
              },
            });
          }),
          few,
        );
      },
    );

    test.runIf(one.capCpus !== undefined && kit.capPeriodNs !== undefined)("no cap is exceeded over its period", () => {
      const periodNs = kit.capPeriodNs?.value ?? Number.NaN;
      // Whole periods from the start; a turn that ends inside may be charged to the next one: at most one period in 20.
      const slack = 1.05;
      fc.assert(
        fc.property(hosts(one, false), (host) => {
          const periods = 20;
          const { shares } = runHost(kit, { ...host, seconds: (periods * periodNs) / SECOND });
          host.guests.forEach((guest, vm) => {
            const cap = one.capCpus?.(guest.terms, guest.vcpus) ?? Number.POSITIVE_INFINITY;
            expect(shares[vm]).toBeLessThanOrEqual(cap * slack + 1e-9);
          });
        }),
        few,
      );
    });

    test("nobody starves", () => {
      fc.assert(
        fc.property(hosts(one, false), (host) => {
          const vcpus = host.guests.reduce((n, guest) => n + guest.vcpus, 0);
          const windowNs = one.starvationNs?.(vcpus) ?? 5 * SECOND;
          const { vcpuShares } = runHost(kit, { ...host, seconds: windowNs / SECOND });
          expect(Math.min(...vcpuShares)).toBeGreaterThan(0);
        }),
        few,
      );
    });

    test.runIf(agreementHosts > 0)(`agrees with its fluid shares on ${agreementHosts} random hosts`, () => {
      fc.assert(
        fc.property(hosts(one, false), (host) => {
          const fluidGuests = host.guests.map(({ terms, vcpus }) => ({ terms, vcpus, demandCpus: vcpus }));
          // Where a scheduler is known to miss its shares it says so itself, and promises nothing.
          fc.pre((kit.warnings?.(host.cpus, fluidGuests) ?? []).length === 0);
          const { shares } = runHost(kit, {
            ...host,
            seconds: (one.seconds ?? 20) + (one.warmUpSeconds ?? 0),
            warmUpSeconds: one.warmUpSeconds ?? 0,
          });
          const fluid = kit.fluid.shares(host.cpus, fluidGuests);
          host.guests.forEach((_guest, vm) => {
            const apart = Math.abs((shares[vm] ?? 0) - (fluid[vm] ?? 0)) / host.cpus;
            expect(apart, `VM ${vm}: ${shares[vm]} CPUs, fluid ${fluid[vm]}`).toBeLessThanOrEqual(
              kit.fluid.tolerance.value,
            );
          });
        }),
        { seed: one.seed, numRuns: agreementHosts },
      );
    });

    test("same host, same books; other VMs' order does not matter to the sum", () => {
      fc.assert(
        fc.property(hosts(one, true), (host) => {
          const first = runHost(kit, { ...host, seconds: 0.3 });
          const second = runHost(kit, { ...host, seconds: 0.3 });
          expect(second.dispatcher.books.runNs).toEqual(first.dispatcher.books.runNs);
          expect(second.simulator.events).toBe(first.simulator.events);
        }),
        few,
      );
    });
  });
}
