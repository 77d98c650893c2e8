import { asyncProperty, assert, array, nat } from "fast-check";
import { describe, expect, it } from "vitest";
import { turns } from "../../../web/access/turns.ts";

/** Work that ends when it is told to. */
function piece() {
  let end: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { over, end };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe("turns", () => {
  it("are one at a time for an address, while others go past", async () => {
    const queue = turns({ atOnce: 2, waitingOfOne: 5, waiting: 10 });
    const begun: string[] = [];
    const pieces = new Map(["a1", "a2", "b1", "c1"].map((name) => [name, piece()]));
    const answers = [...pieces].map(([name, { over }]) =>
      queue.take(name.slice(0, 1), async () => {
        begun.push(name);
        await over;
        return name;
      }),
    );
    await soon();
    // a2 waits behind a1; b1 takes the second place, c1 has none
    expect(begun).toEqual(["a1", "b1"]);
    pieces.get("b1")?.end();
    await soon();
    expect(begun).toEqual(["a1", "b1", "c1"]);
    for (const { end } of pieces.values()) end();
    expect(await Promise.all(answers.map((one) => Promise.resolve(one)))).toEqual(["a1", "a2", "b1", "c1"]);
  });

  it("are refused where an address or all have too many waiting, and go on after a failure", async () => {
    const queue = turns({ atOnce: 1, waitingOfOne: 1, waiting: 2 });
    const first = piece();
    const failing = queue.take("a", async () => {
      await first.over;
      throw new Error("broken");
    });
    const quick = () => Promise.resolve("done");
    const [second, tooMany, other, full] = ["a", "a", "b", "c"].map((address) => queue.take(address, quick));
    expect([tooMany, full]).toEqual([undefined, undefined]);
    first.end();
    await expect(failing).rejects.toThrow("broken");
    expect(await Promise.all([Promise.resolve(second), Promise.resolve(other)])).toEqual(["done", "done"]);
  });

  it("never are more than may be, and nobody who was taken is forgotten", async () => {
    const run = async (addresses: readonly number[]) => {
      const queue = turns({ atOnce: 3, waitingOfOne: 4, waiting: 12 });
      const working: string[] = [];
      const answers = addresses.map((address) =>
        queue.take(String(address), async () => {
          expect(working).not.toContain(String(address));
          working.push(String(address));
          expect(working.length).toBeLessThanOrEqual(3);
          await soon();
          working.splice(working.indexOf(String(address)), 1);
          return address;
        }),
      );
      const given = await Promise.all(answers.map((one) => Promise.resolve(one)));
      given.forEach((answer, i) => expect([undefined, addresses[i]]).toContain(answer));
      expect(given.filter((answer) => answer !== undefined).length).toBeGreaterThanOrEqual(
        Math.min(4, addresses.length),
      );
    };
    await assert(asyncProperty(array(nat({ max: 5 }), { maxLength: 30 }), run), { seed: 2006, numRuns: 60 });
  });
});
