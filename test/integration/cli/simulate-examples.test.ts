/**
 * Every example of a simulated host prints what test/golden/simulate holds, to the letter: tables a performance engineer
 * reads, and numbers that repeat. After a change that is meant: `UPDATE_GOLDEN=1 npx vitest run simulate-examples`, then
 * read the difference and say in the commit why the new answer is right.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SimulationRequest } from "#planner";
import { ROOT, answered } from "./hostwright.ts";

const GOLDEN = path.join(ROOT, "test", "golden", "simulate");
const isHost = (file: string) => SimulationRequest.safeParse(parse(readFileSync(file, "utf8"))).success;
const EXAMPLES = readdirSync(path.join(ROOT, "examples"))
  .filter((name) => name.endsWith(".yaml") && isHost(path.join(ROOT, "examples", name)))
  .map((name) => path.basename(name, ".yaml"));

describe("examples of simulated hosts", () => {
  test("there are seven and more, over techniques and families", () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(7);
  });

  test.each(EXAMPLES)("%s prints what it printed", async (name) => {
    const file = path.join(ROOT, "examples", `${name}.yaml`);
    const { code, stdout } = await answered(["simulate", file]);
    expect(code).toBe(0);
    const golden = path.join(GOLDEN, `${name}.txt`);
    if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(golden, stdout);
    expect(existsSync(golden), `${golden} is missing`).toBe(true);
    expect(stdout).toBe(readFileSync(golden, "utf8"));
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
  });
});
