/**
 * All that can be asked at the desk: pure functions of stored things and of what was given. They run on the server's own
 * thread or on another one, so what goes in and what comes out is data that can cross.
 */
import type { Inventory } from "#planner";
import { INVENTORY_EDITS } from "./inventory-edits.ts";
import { INVENTORY_QUESTIONS } from "./inventory-questions.ts";
import { PLAN_QUESTIONS } from "./plan-questions.ts";
import { REQUEST_QUESTIONS } from "./request-questions.ts";
import type { DeskRoom, Subject } from "./room.ts";

const QUESTIONS = { ...INVENTORY_QUESTIONS, ...PLAN_QUESTIONS, ...REQUEST_QUESTIONS };
const ALL = { ...QUESTIONS, ...INVENTORY_EDITS };

type Table = typeof ALL;
/** A question that makes nothing. */
export type Question = keyof typeof QUESTIONS;
/** A question whose answer is another inventory. */
export type MakingQuestion = keyof typeof INVENTORY_EDITS;
type Any = keyof Table;

/** What a question is about: so many inventories or plans. */
export type SubjectsOf<Q extends Any> = Parameters<Table[Q]>[0];
/** What is given with it. */
export type GivenOf<Q extends Any> = Parameters<Table[Q]>[1];
/** What it answers. */
export type AnswerOf<Q extends Any> = Awaited<ReturnType<Table[Q]>>;
/** What is said of the inventory that it makes. */
export type SaysOf<Q extends MakingQuestion> = AnswerOf<Q>["says"];

/** Id of what it makes. */
export type IdOf<Q extends MakingQuestion> = AnswerOf<Q>["inventory"] extends Inventory ? string : string | undefined;

type Work = (subjects: readonly Subject[], given: unknown, room: DeskRoom) => unknown;

/** The answer. @throws whatever the question throws */
export const answerTo = async (
  question: string,
  subjects: readonly Subject[],
  given: unknown,
  room: DeskRoom,
): Promise<unknown> => {
  const work: unknown = Object.hasOwn(ALL, question) ? ALL[question as Any] : undefined;
  if (work === undefined) throw new Error(`there is no question "${question}"`);
  return await (work as Work)(subjects, given, room);
};

/** Whether a question makes an inventory. */
export const makes = (question: string): question is MakingQuestion => Object.hasOwn(INVENTORY_EDITS, question);
