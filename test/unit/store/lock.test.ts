import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockFolder } from "#store";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hostwright-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("gives a folder to one server at a time and names it to the second", () => {
  const unlock = lockFolder(path.join(folder, "data"));
  expect(() => lockFolder(path.join(folder, "data"))).toThrow(/another server works in the folder ".*data"/);
  const other = lockFolder(path.join(folder, "other"));
  unlock();
  unlock();
  const again = lockFolder(path.join(folder, "data"));
  again();
  other();
});
