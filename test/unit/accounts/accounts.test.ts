import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { assert, constantFrom, nat, pre, property } from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import {
  AccountProblem,
  accountOf,
  callerOfKey,
  callerOfSession,
  changeBook,
  emptyBook,
  isPassword,
  keptPassword,
  mayDo,
  openSession,
  readBook,
  watchedBook,
  withAccount,
  withKey,
  withPassword,
  withoutAccount,
  withoutKey,
} from "#accounts";
import { AT, CHEAP, PASSWORD, bookOf, keyed } from "./builders.ts";

const NOW = Date.parse(AT);
const HOUR = 3_600_000;
const folder = mkdtempSync(path.join(tmpdir(), "hostwright-accounts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("roles", () => {
  it("may do what lesser ones may", () => {
    const may = (["viewer", "planner", "admin"] as const).map((role) =>
      (["viewer", "planner", "admin"] as const).map((need) => mayDo(role, need)),
    );
    expect(may).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });
});

describe("a password", () => {
  it("is known by its digest alone, each with its own salt", async () => {
    const [a, b] = [await keptPassword(PASSWORD, CHEAP), await keptPassword(PASSWORD, CHEAP)];
    expect(a.salt).not.toBe(b.salt);
    expect(JSON.stringify(a)).not.toContain(PASSWORD);
    expect([await isPassword(PASSWORD, a), await isPassword(PASSWORD, b)]).toEqual([true, true]);
    expect([await isPassword(`${PASSWORD} `, a), await isPassword("", a)]).toEqual([false, false]);
  });

  it("is the digest that scrypt's own paper gives", async () => {
    // RFC 7914 section 12: password "", salt "", N=16, r=1, p=1; the first 32 bytes
    const digest = "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442";
    expect(await isPassword("", { ...CHEAP, salt: "", digest })).toBe(true);
  });

  it("is the same however its letters are composed", async () => {
    expect(await isPassword("caf\u00e9 au lait", await keptPassword("cafe\u0301 au lait", CHEAP))).toBe(true);
  });

  it("of nobody is always wrong, after as much work as the usual one", async () => {
    const kept = await keptPassword(PASSWORD);
    expect([kept.n, kept.r, kept.p]).toEqual([65_536, 8, 2]);
    expect(await isPassword(PASSWORD, undefined)).toBe(false);
  });
});

describe("keys", () => {
  it("make a caller of the lesser of both roles, until they expire", async () => {
    const book = await bookOf({ ada: "admin", vic: "viewer" });
    const { book: later, key } = keyed(book, "ada", { role: "planner", expiresAt: new Date(NOW + 1).toISOString() });
    expect(callerOfKey(later, key, NOW)).toEqual({ id: "ada/key", name: "ada", role: "planner" });
    expect(callerOfKey(later, key, NOW + 1)).toBeUndefined();
    expect(callerOfKey(later, `${key.slice(0, -1)}_`, NOW)).toBeUndefined();
    expect(JSON.stringify(later)).not.toContain(key);
    expect(callerOfKey(withoutKey(later, "ada", "key"), key, NOW)).toBeUndefined();
    expect(callerOfKey(withoutAccount(later, "ada"), key, NOW)).toBeUndefined();
  });

  it("never have more than their account, also when that has become less", async () => {
    const book = await bookOf({ vic: "viewer" });
    expect(() => keyed(book, "vic", { role: "admin" })).toThrow(
      'a key of "vic" cannot be admin: the account is viewer',
    );
    const { book: made, key } = keyed(await bookOf({ ada: "admin" }), "ada", { role: "admin" });
    const lowered = { ...made, accounts: made.accounts.map((one) => ({ ...one, role: "viewer" as const })) };
    expect(callerOfKey(lowered, key, NOW)?.role).toBe("viewer");
  });
});

describe("sessions", () => {
  it("end with their time, their account, their password and their secret", async () => {
    const book = await bookOf({ ada: "planner" });
    const ada = accountOf(book, "ada");
    if (ada === undefined) throw new Error("no account");
    const { text, ends } = openSession(book, ada, NOW);
    expect(ends).toBe(NOW + 12 * HOUR);
    expect(callerOfSession(book, text, NOW)).toEqual({ id: "ada", name: "ada", role: "planner" });
    expect(callerOfSession(book, text, ends)).toBeUndefined();
    expect(callerOfSession(withoutAccount(book, "ada"), text, NOW)).toBeUndefined();
    const other = withPassword(book, "ada", await keptPassword("another password", CHEAP));
    expect(callerOfSession(other, text, NOW)).toBeUndefined();
    expect(callerOfSession({ ...book, sessionSecret: emptyBook().sessionSecret }, text, NOW)).toBeUndefined();
  });

  it("cannot be forged by changing any character", async () => {
    const book = await bookOf({ ada: "planner" });
    const { text } = openSession(book, book.accounts[0]!, NOW);
    assert(
      property(nat({ max: text.length - 1 }), constantFrom("a", "Z", "0", "-", "_", "."), (at, letter) => {
        pre(text[at] !== letter);
        const forged = text.slice(0, at) + letter + text.slice(at + 1);
        // the last character of a signature has bits that say nothing
        const isSame = Buffer.from(forged.split(".")[1] ?? "", "base64url").equals(
          Buffer.from(text.split(".")[1] ?? "", "base64url"),
        );
        expect(callerOfSession(book, forged, NOW) !== undefined).toBe(
          isSame && forged.split(".")[0] === text.split(".")[0] && forged.split(".").length === 2,
        );
      }),
      { seed: 2006, numRuns: 300 },
    );
    for (const rubbish of ["", ".", "a.b", `${text}.x`, "..", "💥.💥"])
      expect(callerOfSession(book, rubbish, NOW)).toBeUndefined();
  });
});

describe("the book", () => {
  it.each(["", " ada", "a/b", "a\nb", "x".repeat(65), "<b>"])("takes no account of the name %j", (name) => {
    expect(() => withAccount(emptyBook(), { name, role: "viewer" }, AT)).toThrow(AccountProblem);
  });

  it("refuses what is there already and what is not, by name", async () => {
    const book = await bookOf({ ada: "admin" });
    expect(() => withAccount(book, { name: "ada", role: "viewer" }, AT)).toThrow('an account "ada" already');
    expect(() => withoutAccount(book, "bob")).toThrow('no account "bob"');
    expect(() => withoutKey(book, "ada", "k")).toThrow('account "ada" has no key "k"');
    const { book: once } = keyed(book, "ada");
    expect(() => withKey(once, { account: "ada", name: "key" }, AT)).toThrow('a key "key" already');
  });
});

describe("the file", () => {
  const file = path.join(folder, "deep", "accounts.json");

  it("is its owner's alone, and is changed whole or not at all", () => {
    changeBook(file, (book) => withAccount(book, { name: "ada", role: "admin" }, AT));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, "utf8");
    expect(() => changeBook(file, (book) => withoutAccount(book, "bob"))).toThrow(AccountProblem);
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(readBook(file)?.accounts.map(({ name }) => name)).toEqual(["ada"]);
  });

  it("takes one change at a time", () => {
    const inner = () => changeBook(file, (book) => withAccount(book, { name: "eve", role: "viewer" }, AT));
    expect(() =>
      changeBook(file, (book) => {
        inner();
        return book;
      }),
    ).toThrow("another change");
    expect(readBook(file)?.accounts).toHaveLength(1);
    inner();
    expect(readBook(file)?.accounts).toHaveLength(2);
  });

  it("says what is wrong with it", () => {
    const broken = path.join(folder, "broken.json");
    writeFileSync(broken, "{");
    expect(() => readBook(broken)).toThrow(`${broken} is not JSON`);
    writeFileSync(broken, JSON.stringify({ ...emptyBook(), accounts: [{ name: "ada" }] }));
    expect(() => readBook(broken)).toThrow("/accounts/0/role is not as a book of accounts has it");
    expect(readBook(path.join(folder, "none.json"))).toBeUndefined();
  });

  it("is seen to change by who watches it; what cannot be read leaves the last in force", async () => {
    const complaints: string[] = [];
    const book = watchedBook(file, (why) => complaints.push(why));
    const names = () => book()?.accounts.map(({ name }) => name);
    expect(names()).toEqual(["ada", "eve"]);
    changeBook(file, (now) => withoutAccount(now, "eve"));
    await expect.poll(names).toEqual(["ada"]);
    writeFileSync(file, "rubbish");
    await expect.poll(() => [names(), complaints.length]).toEqual([["ada"], 1]);
    rmSync(file);
    await expect.poll(() => [names(), complaints.at(-1)]).toEqual([["ada"], expect.stringContaining("is gone")]);
  });
});
