/**
 * The book of accounts: people and programs with a role, their password or keys. A value; every change makes a new one.
 * The secret by which sessions are signed is in it too, so that servers that share the file share their sessions.
 */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { freshKey, keyDigest } from "./keys.ts";
import { PasswordDigest } from "./password.ts";
import { ROLES, type Role } from "./role.ts";

const MOST_NAME = 64;

/** Names of accounts and keys: letters of any script, digits and a few signs; no spaces at the ends. */
const Name = z
  .string()
  .min(1, { error: "must not be empty" })
  .max(MOST_NAME, { error: `must have at most ${MOST_NAME} characters` })
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._@+-]*[\p{L}\p{N}])?$/u, {
    error: "must be letters, digits and . _ @ + - or spaces between them",
  });
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Time = z.iso.datetime();

const Key = z.strictObject({
  name: Name,
  digest: Digest,
  /** Never more than the account's own; left out = the account's. */
  role: z.enum(ROLES).optional(),
  createdAt: Time,
  expiresAt: Time.optional(),
});

const Account = z.strictObject({
  name: Name,
  role: z.enum(ROLES),
  createdAt: Time,
  password: PasswordDigest.optional(),
  keys: z.array(Key).max(1000).default([]),
});
export type Account = z.infer<typeof Account>;

/** The file's content. */
export const Book = z.strictObject({
  version: z.literal(1),
  /** 256 random bits, hex. */
  sessionSecret: Digest,
  accounts: z.array(Account).max(10_000),
});
export type Book = z.infer<typeof Book>;

/** A change that cannot be made: a name that is taken, or that nobody has. */
export class AccountProblem extends Error {
  override readonly name = "AccountProblem";
}

/** A book without accounts, with a session secret of its own. */
export const emptyBook = (): Book => ({ version: 1, sessionSecret: randomBytes(32).toString("hex"), accounts: [] });

/** The account of this name. */
export const accountOf = ({ accounts }: Book, name: string): Account | undefined =>
  accounts.find((one) => one.name === name);

function checked(name: string, what: string): string {
  const found = Name.safeParse(name);
  if (!found.success) throw new AccountProblem(`${what} "${name}" ${found.error.issues[0]?.message ?? "is no name"}`);
  return found.data;
}

function mustHave(book: Book, name: string): Account {
  const account = accountOf(book, name);
  if (account === undefined) throw new AccountProblem(`there is no account "${name}"`);
  return account;
}

const replaced = (book: Book, account: Account): Book => ({
  ...book,
  accounts: book.accounts.map((one) => (one.name === account.name ? account : one)),
});

/** With one account more. @throws AccountProblem when the name is taken or no name */
export function withAccount(
  book: Book,
  { name, role, password }: { readonly name: string; readonly role: Role; readonly password?: PasswordDigest },
  createdAt: string,
): Book {
  if (accountOf(book, name) !== undefined) throw new AccountProblem(`there is an account "${name}" already`);
  const account = { name: checked(name, "the name"), role, createdAt, ...(password && { password }), keys: [] };
  return { ...book, accounts: [...book.accounts, account] };
}

/** With another password of an account: its sessions end. @throws AccountProblem when there is none of the name */
export const withPassword = (book: Book, name: string, password: PasswordDigest): Book =>
  replaced(book, { ...mustHave(book, name), password });

/** Without an account, its keys and sessions. @throws AccountProblem when there is none of the name */
export function withoutAccount(book: Book, name: string): Book {
  mustHave(book, name);
  return { ...book, accounts: book.accounts.filter((one) => one.name !== name) };
}

/** What a key may have of its own. */
export interface KeyAsked {
  readonly account: string;
  readonly name: string;
  readonly role?: Role;
  /** RFC 3339. */
  readonly expiresAt?: string;
}

/** With one key more, which is told this once. @throws AccountProblem when account or name do not fit */
export function withKey(book: Book, asked: KeyAsked, createdAt: string): { readonly book: Book; readonly key: string } {
  const account = mustHave(book, asked.account);
  const name = checked(asked.name, "the key's name");
  if (account.keys.some((one) => one.name === name))
    throw new AccountProblem(`account "${account.name}" has a key "${name}" already`);
  const { role, expiresAt } = asked;
  if (role !== undefined && ROLES.indexOf(role) > ROLES.indexOf(account.role))
    throw new AccountProblem(`a key of "${account.name}" cannot be ${role}: the account is ${account.role}`);
  const { key, digest } = freshKey();
  const entry = { name, digest, createdAt, ...(role && { role }), ...(expiresAt !== undefined && { expiresAt }) };
  return { book: replaced(book, { ...account, keys: [...account.keys, entry] }), key };
}

/** Without one key. @throws AccountProblem when there is none of the name */
export function withoutKey(book: Book, accountName: string, name: string): Book {
  const account = mustHave(book, accountName);
  if (account.keys.every((one) => one.name !== name))
    throw new AccountProblem(`account "${accountName}" has no key "${name}"`);
  return replaced(book, { ...account, keys: account.keys.filter((one) => one.name !== name) });
}

/** Somebody who is known. */
export interface Caller {
  /** "NAME", or "NAME/KEY" of a program. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

const lesser = (a: Role, b: Role): Role => (ROLES.indexOf(a) < ROLES.indexOf(b) ? a : b);

/** Whose key this is; undefined for one that is unknown or has expired. @param now milliseconds since 1970 */
export function callerOfKey(book: Book, key: string, now: number): Caller | undefined {
  const digest = keyDigest(key);
  for (const { name, role, keys } of book.accounts) {
    const found = keys.find((one) => one.digest === digest);
    if (found === undefined) continue;
    if (found.expiresAt !== undefined && Date.parse(found.expiresAt) <= now) return undefined;
    return { id: `${name}/${found.name}`, name, role: lesser(role, found.role ?? role) };
  }
  return undefined;
}
