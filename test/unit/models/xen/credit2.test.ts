/** Credit2: the suite every scheduler runs, and hosts worked out by hand. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CREDIT2 } from "#models/xen/credit2-kit.ts";
import { MS, runHost } from "../../../support/saturated-host.ts";
import { schedulerConformance } from "../../../support/scheduler-conformance.ts";

const terms = (caps: readonly number[]) =>
  fc.record({ weight: fc.constantFrom(128, 256, 512, 1024), capPercent: fc.constantFrom(...caps) });

schedulerConformance({ kit: CREDIT2, terms: terms([0]), mostVcpusPerCpu: 3, seconds: 5, seed: 4361 }, 1000);
schedulerConformance(
  {
    kit: CREDIT2,
    terms: terms([0, 30, 50, 150]),
    capCpus: ({ capPercent }, vcpus) => (capPercent > 0 ? capPercent / 100 : vcpus),
    seed: 4362,
  },
  0,
);

const vm = (weight: number, capPercent = 0) => ({ terms: { weight, capPercent }, vcpus: 1 });

test("weights 1 to 8 on one CPU are met to half a percent", () => {
  const guests = Array.from({ length: 8 }, (_, i) => vm(256 * (i + 1)));
  const { shares } = runHost(CREDIT2, { guests, seconds: 60 });
  shares.forEach((share, i) => expect(Math.abs(share - (i + 1) / 36)).toBeLessThanOrEqual(0.005));
});

test("fifteen of 256 beside one of 2048: the heavy one gets 8 of 23", () => {
  const guests = [...Array.from({ length: 15 }, () => vm(256)), vm(2048)];
  const { shares } = runHost(CREDIT2, { guests, seconds: 60 });
  expect(Math.abs((shares[15] ?? 0) - 8 / 23)).toBeLessThanOrEqual(0.005);
});

test("a ratio of 64 is beyond what least run and floor let weights do: the light one gets more", () => {
  const { shares } = runHost(CREDIT2, { guests: [vm(32), vm(2048)], seconds: 60 });
  // By weight 1/65 = 0.015; the mini-model of the facts gives 0.048.
  expect(shares[0]).toBeGreaterThan(0.03);
  expect(shares[0]).toBeLessThan(0.07);
});

test("a cap of 30 % is 3 ms of every 10", () => {
  const { dispatcher } = runHost(CREDIT2, { guests: [vm(256, 30)], seconds: 1 });
  expect(Math.abs((dispatcher.books.runNs[0] ?? 0) - 300 * MS)).toBeLessThanOrEqual(3 * MS);
});

test("no turn is longer than 10 ms, nor shorter than the rate limit while nobody waits less", () => {
  const turns: number[] = [];
  runHost(CREDIT2, {
    guests: [vm(256), vm(512), vm(1024)],
    seconds: 5,
    ran: (_cpu, _vcpu, fromNs, toNs) => turns.push(toNs - fromNs),
  });
  expect(Math.min(...turns.slice(0, -1))).toBeGreaterThanOrEqual(1 * MS);
});

test("sockets share work: eight hogs on two sockets of two CPUs get half a CPU each", () => {
  const guests = Array.from({ length: 8 }, () => vm(256));
  const { shares } = runHost(CREDIT2, { cpus: 4, sockets: 2, guests, seconds: 20 });
  for (const share of shares) expect(share).toBeCloseTo(0.5, 2);
});

test("an idle socket fetches from a crowded one", () => {
  const short = { ...vm(256), burst: { runNs: 1 * MS, waitNs: 1e9 } };
  const guests = [vm(256), short, vm(256), short];
  const { dispatcher } = runHost(CREDIT2, { cpus: 2, sockets: 2, guests, seconds: 2 });
  // Both hogs start on the first socket's queue; the second CPU has nothing else to do.
  expect(dispatcher.books.runNs[0]).toBeGreaterThan(1900 * MS);
  expect(dispatcher.books.runNs[2]).toBeGreaterThan(1900 * MS);
});
