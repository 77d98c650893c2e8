/** `hostwright worker` called wrongly, and on a database that is not there: one line, the exit code that fits, no password. */
import { expect, it } from "vitest";
import { hostwright } from "./hostwright.ts";

const ADDRESS = "postgresql://ada:secret@127.0.0.1:1/plans";

it.each([
  [[], "", 2, "worker needs the database of a server: --database URL, or DATABASE_URL"],
  [["--database", ADDRESS], "", 2, "Everybody on this machine could read the password"],
  [["-c", "0"], ADDRESS, 2, "Expected a whole number from 1 to 512."],
  [[], "nonsense", 1, "DATABASE_URL: the database address is no URL"],
  [[], ADDRESS, 1, "the store does not answer: connect ECONNREFUSED 127.0.0.1:1"],
] as const)("worker %j with DATABASE_URL=%s ends with %i and says why", async (words, address, code, text) => {
  const ended = await hostwright(["worker", ...words], { env: { DATABASE_URL: address } });
  expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(text)]);
  expect(ended.stderr.replace(ADDRESS, "")).not.toContain("secret");
});
