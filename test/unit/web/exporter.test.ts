/** Exports off the server's thread: few at once, in turn, and no crowd. */
import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { planXlsx } from "#report";
import { findingText } from "#inventory";
import { samplePlan } from "../../support/plan-document.ts";
import { exportsInThreads } from "../../../web/export/exporter.ts";

const DOCUMENT = samplePlan();
const TASK = { format: "xlsx", plan: { document: DOCUMENT } } as const;

/** A writer whose every document waits to be released. */
function heldWriter() {
  const held: ((error?: Error) => void)[] = [];
  const write = () =>
    new Promise<Uint8Array>((resolve, reject) => {
      held.push((error) => (error === undefined ? resolve(new Uint8Array()) : reject(error)));
    });
  return { held, write };
}

/** Let everything that can go on go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("exports in threads", () => {
  it("write the same bytes as the thread that asks would", async () => {
    const bytes = await exportsInThreads()(TASK);
    expect(Buffer.compare(bytes, planXlsx(DOCUMENT, { findingText }))).toBe(0);
  });

  it("say what broke, and go on with the next", async () => {
    const exporter = exportsInThreads();
    const result = { ...DOCUMENT.result, unplaced: [] };
    await expect(exporter({ ...TASK, plan: { document: { ...DOCUMENT, result } } })).rejects.toThrow("neither placed");
    expect((await exporter(TASK)).length).toBeGreaterThan(0);
  });

  it("run two at once; the third begins when one ends, however it ends", async () => {
    const { held, write } = heldWriter();
    const exporter = exportsInThreads(write);
    const all = [exporter(TASK), exporter(TASK), exporter(TASK)];
    await settled();
    expect(held).toHaveLength(2);
    held[0]?.(new Error("broken"));
    await expect(all[0]).rejects.toThrow("broken");
    await settled();
    expect(held).toHaveLength(3);
    held[1]?.();
    held[2]?.();
    await Promise.all(all.slice(1));
  });

  it("refuse a crowd with a time to come back, and take more once it is gone", async () => {
    const { held, write } = heldWriter();
    const exporter = exportsInThreads(write);
    const all = Array.from({ length: 22 }, () => exporter(TASK));
    await settled();
    await expect(exporter(TASK)).rejects.toMatchObject({ key: "queue-full", headers: { "Retry-After": "5" } });
    for (let i = 0; i < all.length; i++) {
      held[i]?.();
      await settled();
    }
    await Promise.all(all);
    const late = exporter(TASK);
    await settled();
    held.at(-1)?.();
    await late;
    expect(held).toHaveLength(23);
  });
});
