/** Small books of accounts; passwords at a cost that suits tests. */
import { type Book, type Role, emptyBook, keptPassword, withAccount, withKey } from "#accounts";

export const AT = "2026-01-05T14:00:00.000Z";
/** Far cheaper than the product's own; what is tested does not depend on it. */
export const CHEAP = { n: 16, r: 1, p: 1 };
export const PASSWORD = "correct horse battery";

/** A book with these accounts, all of one password. */
export async function bookOf(accounts: Readonly<Record<string, Role>>): Promise<Book> {
  const password = await keptPassword(PASSWORD, CHEAP);
  return Object.entries(accounts).reduce(
    (book, [name, role]) => withAccount(book, { name, role, password }, AT),
    emptyBook(),
  );
}

/** The book with one key more, and the key. */
export const keyed = (book: Book, account: string, more: { readonly role?: Role; readonly expiresAt?: string } = {}) =>
  withKey(book, { account, name: "key", ...more }, AT);
