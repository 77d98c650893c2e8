/**
 * Sessions of people in a browser: name and end, signed. Nothing is kept of them; a session ends with its time, with its
 * account, or with the password it was opened by.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Account, type Book, type Caller, accountOf } from "./book.ts";

/** A working day. */
export const SESSION_HOURS = 12;
const MS_PER_HOUR = 3_600_000;
const MOST_TEXT = 1000;

const Session = z.strictObject({ name: z.string(), ends: z.number(), password: z.string() });

const signature = (book: Book, text: string): Buffer =>
  createHmac("sha256", Buffer.from(book.sessionSecret, "hex")).update(text).digest();

/** Goes into every form of a page made for this session: a signed session cannot be mistaken for it, for it has no space. */
export const formTokenOf = (book: Book, session: string): string =>
  signature(book, `form ${session.slice(0, MOST_TEXT)}`).toString("base64url");

/** Is this the token? Takes as long wherever they differ. */
export function isFormToken(known: string, given: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Changes with the password, and tells nothing of it. */
const passwordMark = ({ password }: Account): string =>
  createHash("sha256")
    .update(password?.digest ?? "")
    .digest("base64url");

/** A session of this account. @param now milliseconds since 1970 */
export function openSession(
  book: Book,
  account: Account,
  now: number,
): { readonly text: string; readonly ends: number } {
  const ends = now + SESSION_HOURS * MS_PER_HOUR;
  const body = JSON.stringify({ name: account.name, ends, password: passwordMark(account) });
  const text = Buffer.from(body).toString("base64url");
  return { text: `${text}.${signature(book, text).toString("base64url")}`, ends };
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

/** Whose session this is; undefined for one that is forged, over, or whose account or password is another now. */
export function callerOfSession(book: Book, given: string, now: number): Caller | undefined {
  const [text, sign, ...rest] = given.slice(0, MOST_TEXT).split(".");
  if (text === undefined || sign === undefined || rest.length > 0) return undefined;
  const [known, told] = [signature(book, text), Buffer.from(sign, "base64url")];
  if (known.length !== told.length || !timingSafeEqual(known, told)) return undefined;
  const session = Session.safeParse(bodyOf(text));
  if (!session.success || session.data.ends <= now) return undefined;
  const account = accountOf(book, session.data.name);
  if (account?.password === undefined || passwordMark(account) !== session.data.password) return undefined;
  return { id: account.name, name: account.name, role: account.role };
}
