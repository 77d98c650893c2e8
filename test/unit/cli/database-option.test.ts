import { afterEach, describe, expect, it, vi } from "vitest";
import { databaseIn, databaseOfEnvironment } from "../../../cli/options/database.ts";

describe("the address of a database", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("is typed without a password, for everybody can read what is typed", () => {
    expect(databaseIn("postgresql://u@h:6432/plans")).toBe("postgresql://u@h:6432/plans");
    for (const text of ["postgres://u:secret@h/d", "postgres://u@h/d?password=secret"]) {
      expect(() => databaseIn(text)).toThrow(/DATABASE_URL/);
      expect(() => databaseIn(text)).not.toThrow(/secret/);
    }
    expect(() => databaseIn("mysql://h/d")).toThrow(/begins with "mysql:"/);
  });

  it("may have its password in DATABASE_URL, which counts as absent when it is empty", () => {
    vi.stubEnv("DATABASE_URL", "");
    expect(databaseOfEnvironment()).toBeUndefined();
    vi.stubEnv("DATABASE_URL", "postgres://u:secret@h/d");
    expect(databaseOfEnvironment()).toBe("postgres://u:secret@h/d");
    vi.stubEnv("DATABASE_URL", "secret");
    expect(databaseOfEnvironment).toThrow("DATABASE_URL: the database address is no URL");
    expect(databaseOfEnvironment).not.toThrow(/secret/);
  });
});
