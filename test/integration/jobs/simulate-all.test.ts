/** Many hosts side by side: the same answers whatever the number of threads, in the order asked, and a refusal that is heard. */
import { expect, test } from "vitest";
import { productContext, simulateAll } from "#jobs";
import { InvalidInput, decodeSimulation, simulate } from "#planner";

const context = productContext();
const host = (seed: number) =>
  decodeSimulation(
    {
      host: { sockets: 1, coresPerSocket: 2, coreMhz: 2000, memoryMiB: 4096, year: 2006 },
      platform: "xen-3.0.4",
      durationSeconds: 2,
      seed,
      guests: [
        { id: "web", count: 2, behaviour: "web", load: { kind: "open", perSecond: 100 } },
        { id: "hog", behaviour: "batch" },
      ],
    },
    context,
  );

test("two threads answer as one does, in the order asked", async () => {
  const requests = [3, 1, 2].map(host);
  const told: number[] = [];
  const results = await simulateAll(requests, { concurrency: 2, progress: (done) => told.push(done) });
  expect(results.map(({ seed }) => seed)).toEqual([3, 1, 2]);
  expect(results).toEqual(requests.map((request) => simulate(request, context)));
  expect(told).toEqual([1, 2, 3]);
});

test("a request that cannot be simulated is refused with its problem", async () => {
  await expect(simulateAll([{ ...host(1), platform: "nothing" }])).rejects.toThrow(InvalidInput);
});
