/** The thread for large things as its server sees it: one question at a time, lost and started anew, idle, closed. */
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { type DeskThread, type DeskThreadOptions, deskThread } from "../../../web/desk/thread.ts";

const ECHO = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (message) => parentPort.postMessage({ kind: "answer", answer: message.given }));`;
const DIES = `require("node:worker_threads").parentPort.on("message", () => process.exit(7));`;
const SILENT = `require("node:worker_threads").parentPort.on("message", () => {});`;

const open: DeskThread[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((thread) => thread.close()));
});

/** A thread whose workers run these programs, one after the other; the last one again and again. */
function threadOf(programs: readonly string[], options: Partial<DeskThreadOptions> = {}) {
  const started: string[] = [];
  const thread = deskThread({
    memoryBytes: 1,
    start: () => {
      const program = programs[Math.min(started.length, programs.length - 1)] ?? "";
      started.push(program);
      return new Worker(program, { eval: true });
    },
    ...options,
  });
  open.push(thread);
  const ask = (given: unknown, gone?: AbortSignal) =>
    thread.turn(async (say) => {
      const reply = await say({ kind: "question", question: "echo", subjects: [], given });
      return reply.kind === "answer" ? reply.answer : reply.kind;
    }, gone);
  return { thread, ask, started };
}

describe("the thread for large things", () => {
  it("starts with the first question and answers them in their order, each to its own asker", async () => {
    const { thread, ask, started } = threadOf([ECHO]);
    expect(thread.isThere()).toBe(false);
    expect(await Promise.all([ask(1), ask(2), ask(3)])).toEqual([1, 2, 3]);
    expect(started).toHaveLength(1);
  });

  it("is started anew when it dies over a question, which is then answered", async () => {
    const { ask, started } = threadOf([DIES, ECHO]);
    expect(await ask("again")).toBe("again");
    expect(started).toEqual([DIES, ECHO]);
  });

  it("that dies twice over a question is a 503 with a time to come back, and the next question finds a new one", async () => {
    const { ask } = threadOf([DIES, DIES, ECHO]);
    await expect(ask("deadly")).rejects.toMatchObject({
      key: "thread-lost",
      detail: "The thread that was asked ended early: exit code 7.",
      headers: { "Retry-After": "5" },
    });
    expect(await ask("harmless")).toBe("harmless");
  });

  it("that never replies is ended when its time is over: nobody hangs", async () => {
    const { ask, started } = threadOf([SILENT], { replyMs: 20 });
    await expect(ask("?")).rejects.toMatchObject({ key: "thread-lost" });
    expect(started).toEqual([SILENT, SILENT]);
  });

  it("that cannot be told a question tells its asker so, and goes on", async () => {
    const { ask } = threadOf([ECHO]);
    await expect(ask(() => "no data")).rejects.toThrow("could not be cloned");
    expect(await ask("data")).toBe("data");
  });

  it("leaves out the turn of a caller who has gone", async () => {
    const { ask, started } = threadOf([ECHO]);
    await expect(ask("?", AbortSignal.abort())).rejects.toThrow("gone");
    expect(started).toHaveLength(0);
  });

  it("lets the others ask though one turn failed", async () => {
    const { thread, ask } = threadOf([ECHO]);
    const failing = thread.turn(() => Promise.reject(new Error("not found")));
    const next = ask("next");
    await expect(failing).rejects.toThrow("not found");
    expect(await next).toBe("next");
  });

  it("refuses a crowd with a time to come back", async () => {
    const { thread, ask } = threadOf([ECHO]);
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    const all = [thread.turn(() => held), ...Array.from({ length: 29 }, (_, i) => ask(i))];
    await expect(ask("one too many")).rejects.toMatchObject({ key: "queue-full", headers: { "Retry-After": "5" } });
    release(undefined);
    expect((await Promise.all(all)).at(-1)).toBe(28);
  });

  it("ends by itself when nobody asks, and starts again for who comes later", async () => {
    const { thread, ask, started } = threadOf([ECHO], { idleMs: 1 });
    expect(await ask(1)).toBe(1);
    while (thread.isThere()) await sleep(1);
    expect(await ask(2)).toBe(2);
    expect(started).toHaveLength(2);
  });

  it("closes under its askers: they are told to come back, and so are those who come later", async () => {
    const { thread, ask } = threadOf([SILENT]);
    const asked = [ask(1), ask(2)].map((one) => one.catch((error: unknown) => error));
    while (!thread.isThere()) await sleep(1);
    await thread.close();
    for (const error of await Promise.all(asked)) expect(error).toMatchObject({ key: "queue-full" });
    await expect(ask(3)).rejects.toMatchObject({ detail: "The server is closing." });
    expect(thread.isThere()).toBe(false);
  });
});
