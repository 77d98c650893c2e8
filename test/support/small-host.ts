/** A host of four guests that takes milliseconds to simulate, as any door takes it; and the same, changed. */

/** Its weights are those of Xen's credit scheduler: whole numbers from 1 to 65,535. */
export const SMALL_HOST = {
  name: "small host",
  platform: "xen-3.0.4",
  host: "hp-dl585-g1",
  guests: [
    { id: "web", count: 3, memoryMiB: 256, behaviour: "web", terms: { weight: 512 } },
    { id: "batch", vcpus: 2, memoryMiB: 1024 },
  ],
  durationSeconds: 1,
};

/** The host with one guest "a" that is described further. */
export const hostOf = (guest: Readonly<Record<string, unknown>>) => ({
  ...SMALL_HOST,
  guests: [{ id: "a", ...guest }],
});

/** The host with one guest that asks for these shares of its CPU, second by second. */
export const traceHost = (cpuRatio: readonly unknown[]) =>
  hostOf({ load: { kind: "trace", slotSeconds: 1, cpuRatio } });
