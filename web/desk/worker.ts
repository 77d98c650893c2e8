/**
 * The thread for large things: keeps the last few unpacked, answers one question after the other. What it makes is packed
 * here, and kept under the name that its storing gives it.
 */
import { parentPort, workerData } from "node:worker_threads";
import { productContext } from "#jobs/product/index.ts";
import { giveWay } from "#jobs/running/index.ts";
import type { PlanContext } from "#planner";
import { keptValues, packSized, unpackSized } from "#store";
import { type FromDesk, type QuestionSent, type SubjectSent, type ToDesk, failureOf } from "./messages.ts";
import { answerTo, makes } from "./questions.ts";
import type { Making, Subject } from "./room.ts";

/** Characters of JSON: three inventories of 20,000 workloads with a week of hours; four times as many bytes when unpacked. */
const MOST_KEPT = 80_000_000;

const { memoryBytes } = workerData as { readonly memoryBytes: number };
const kept = keptValues(MOST_KEPT);
let catalogue: PlanContext | undefined;
const room = {
  memoryBytes,
  get context(): PlanContext {
    return (catalogue ??= productContext());
  },
};
let lastMade: { readonly value: unknown; readonly length: number } | undefined;

/** The thing itself; undefined when it is neither kept nor sent. */
async function subjectOf({ kind, id, createdAt, key, body }: SubjectSent): Promise<Subject | undefined> {
  const value = await kept.get(key, async () => (body === undefined ? undefined : await unpackSized(body)));
  if (value === undefined) return undefined;
  return (kind === "inventory" ? { id, createdAt, inventory: value } : { id, createdAt, document: value }) as Subject;
}

async function packed(making: Making): Promise<FromDesk> {
  const { inventory, says: answer } = making;
  if (inventory === undefined) return { kind: "answer", answer };
  const { body, length } = await packSized(inventory);
  lastMade = { value: inventory, length };
  return { kind: "answer", answer, made: body };
}

async function answered({ question, subjects, given }: QuestionSent): Promise<FromDesk> {
  lastMade = undefined;
  const found = await Promise.all(subjects.map(subjectOf));
  const keys = subjects.flatMap(({ key }, i) => (found[i] === undefined ? [key] : []));
  if (keys.length > 0) return { kind: "lacks", keys };
  const answer = await answerTo(question, found as readonly Subject[], given, room);
  if (makes(question)) return await packed(answer as Making);
  return { kind: "answer", answer };
}

async function named(key: string): Promise<void> {
  const made = lastMade;
  lastMade = undefined;
  if (made !== undefined) await kept.get(key, () => Promise.resolve(made));
}

giveWay("question");
const port = parentPort;
port?.on("message", (told: ToDesk) => {
  if (told.kind === "named") return void named(told.key);
  void answered(told)
    .catch(failureOf)
    .then((reply) => port.postMessage(reply));
});
