/**
 * The desk: whoever wants to know something of a stored inventory or plan, or another inventory made of one, asks here.
 * What is small is answered on the spot; what is large by a thread, so that nobody else waits for its unpacking, its
 * parsing, its editing and its packing.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { PlanContext } from "#planner";
import {
  type Body,
  type Sealed,
  type Store,
  type StoredInventory,
  type StoredPlan,
  isSealed,
  unpackSized,
} from "#store";
import { type GivenContext, contextIn } from "../context.ts";
import { keepInventory, keepPacked } from "../keep.ts";
import { notFound } from "../problem.ts";
import { type FromDesk, type SubjectSent, errorOf } from "./messages.ts";
import type { AnswerOf, GivenOf, IdOf, MakingQuestion, Question, SaysOf, SubjectsOf } from "./questions.ts";
import type { Subject } from "./room.ts";
import { type DeskThread, type Say, deskThread } from "./thread.ts";

/**
 * Longest body, as stored, of what is answered on the spot: some 2 MB of JSON, 500 workloads with two weeks of hours, which
 * take 20 ms to unpack. The thread would take longer to start.
 */
export const MOST_HERE_BYTES = 524_288;

/** Decoding a request takes four times as long as unpacking it. */
const DECODING = 4;
const DECODES: ReadonlySet<Question> = new Set<Question>([
  "goalsPosted",
  "planRequest",
  "requestAgain",
  "requestAgainWith",
  "scenarioOfInventory",
  "scenarioOfPlan",
]);
/** What a question is about, as it was opened. */
export type Opened<S> = { readonly [K in keyof S]: S[K] | Sealed };

/** The desk of a server. */
export interface Desk {
  /** As {@link Store}, sealed when it is large. */
  readonly inventory: (id: string) => Promise<StoredInventory | Sealed | undefined>;
  readonly plan: (id: string) => Promise<StoredPlan | Sealed | undefined>;
  /** An inventory that is not stored, to ask about. */
  readonly unstored: (body: Body) => Sealed;
  /** @throws whatever the question throws; Problem queue-full, thread-lost, not-found when it was deleted meanwhile */
  readonly ask: <Q extends Question>(
    question: Q,
    about: Opened<SubjectsOf<Q>>,
    given: GivenOf<Q>,
  ) => Promise<AnswerOf<Q>>;
  /**
   * The same, and the inventory that comes of it is stored.
   * @param id of the new one; left out = a random one
   * @returns its id, undefined where none came of it
   */
  readonly make: <Q extends MakingQuestion>(
    question: Q,
    about: Opened<SubjectsOf<Q>>,
    given: GivenOf<Q>,
    id?: string,
  ) => Promise<{ readonly id: IdOf<Q>; readonly says: SaysOf<Q> }>;
  readonly close: () => Promise<void>;
}

/** What a desk stands on. */
export interface DeskParts {
  readonly store: Store;
  readonly context: GivenContext;
  readonly memoryBytes: number;
}

/** How it is run; what is left out is as usual. */
export interface DeskOptions {
  readonly thread?: DeskThread;
  readonly mostHereBytes?: number;
}

const leaving = new AsyncLocalStorage<AbortSignal>();

/** Questions of a caller who has gone are not begun. */
export const heedLeaving: RequestHandler = (_request, response, next) => {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  leaving.run(gone.signal, next);
};

type Answered = Extract<FromDesk, { readonly kind: "answer" }>;

/** Ask the thread, with the bodies that it lacks. */
async function askedOf(say: Say, question: string, subjects: readonly Sealed[], given: unknown): Promise<Answered> {
  const bare = subjects.map(({ kind, id, createdAt, key }): SubjectSent => ({ kind, id, createdAt, key }));
  const asked = { kind: "question", question, given } as const;
  const first = await say({ ...asked, subjects: bare });
  const reply =
    first.kind === "lacks" ? await say({ ...asked, subjects: await withBodies(subjects, first.keys) }) : first;
  if (reply.kind === "answer") return reply;
  if (reply.kind === "lacks") throw new Error(`the thread cannot unpack ${reply.keys.join(", ")}`);
  throw errorOf(reply);
}

const withBodies = (subjects: readonly Sealed[], lacking: readonly string[]): Promise<readonly SubjectSent[]> =>
  Promise.all(
    subjects.map(async ({ kind, id, createdAt, key, body }): Promise<SubjectSent> => {
      if (!lacking.includes(key)) return { kind, id, createdAt, key };
      const found = await body();
      if (found === undefined) throw notFound(`${kind} "${id}" any more`);
      return { kind, id, createdAt, key, body: found };
    }),
  );

/** Something short that came sealed. */
async function unsealed({ kind, id, createdAt, body }: Sealed): Promise<Subject> {
  const found = await body();
  if (found === undefined) throw notFound(`${kind} "${id}" any more`);
  const { value } = await unpackSized(found);
  return (kind === "inventory" ? { id, createdAt, inventory: value } : { id, createdAt, document: value }) as Subject;
}

/** JSON that is decoded as it came: packed it takes a quarter of its length. */
const isLong = (given: unknown, mostBytes: number) => given instanceof Uint8Array && given.length > mostBytes;

/** The desk of a server. */
export function deskOn({ store, context, memoryBytes }: DeskParts, options: DeskOptions = {}): Desk {
  const { mostHereBytes = MOST_HERE_BYTES, thread = deskThread({ memoryBytes }) } = options;
  let loaded: Promise<PlanContext> | undefined;
  /** On the spot; what the questions need is loaded with the first of them. */
  const answerHere = async (question: string, subjects: readonly Subject[], given: unknown): Promise<unknown> => {
    const { answerTo } = await import("./questions.ts");
    // loaded once: questions remember by it what they made of plans
    loaded ??= contextIn(context);
    return await answerTo(question, subjects, given, { context: await loaded, memoryBytes });
  };

  /** The same thing, sealed where it is longer than `mostBytes`. */
  const reopened = async (one: Subject | Sealed, mostBytes: number): Promise<Subject | Sealed> => {
    if (isSealed(one)) return one.bytes > mostBytes ? one : await unsealed(one);
    const found =
      "inventory" in one ? await store.openInventory(one.id, mostBytes) : await store.openPlan(one.id, mostBytes);
    if (found === undefined) throw notFound(`"${one.id}" any more`);
    return found;
  };
  /** A small thing beside large ones goes to the thread with them. */
  const sealed = async (one: Subject | Sealed): Promise<Sealed> => {
    const found = isSealed(one) ? one : await reopened(one, -1);
    if (!isSealed(found)) throw notFound(`"${one.id}" any more`);
    return found;
  };
  const isHere = (about: readonly (Subject | Sealed)[]): about is readonly Subject[] => !about.some(isSealed);

  return {
    inventory: (id) => store.openInventory(id, mostHereBytes),
    plan: (id) => store.openPlan(id, mostHereBytes),
    unstored: (body) => {
      const id = `not stored ${randomUUID()}`;
      const bytes = typeof body === "string" ? Buffer.byteLength(body) : body.length;
      return { kind: "inventory", id, createdAt: "", key: id, bytes, body: () => Promise.resolve(body) };
    },
    ask: async (question, about, given) => {
      const opened = about as readonly (Subject | Sealed)[];
      const subjects = DECODES.has(question)
        ? await Promise.all(opened.map((one) => reopened(one, mostHereBytes / DECODING)))
        : opened;
      if (isHere(subjects) && !isLong(given, mostHereBytes))
        return (await answerHere(question, subjects, given)) as never;
      const all = await Promise.all(opened.map(sealed));
      const { answer } = await thread.turn((say) => askedOf(say, question, all, given), leaving.getStore());
      return answer as never;
    },
    make: async (question, about, given, id) => {
      const subjects = about as readonly (Subject | Sealed)[];
      if (isHere(subjects)) {
        const { inventory, says } = (await answerHere(question, subjects, given)) as never;
        return { id: inventory === undefined ? undefined : await keepInventory(store, inventory, id), says } as never;
      }
      const all = await Promise.all(subjects.map(sealed));
      return await thread.turn(async (say) => {
        const { answer, made } = await askedOf(say, question, all, given);
        if (made === undefined) return { id: undefined, says: answer } as never;
        const kept = await keepPacked(store, made, id);
        const found = await store.openInventory(kept, -1);
        if (found !== undefined && isSealed(found)) await say({ kind: "named", key: found.key });
        return { id: kept, says: answer } as never;
      }, leaving.getStore());
    },
    close: () => thread.close(),
  };
}
