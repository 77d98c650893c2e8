/** Rules of style.md that no linter states: purity below the doors, file size, unfinished work, default exports. */
import { describe, expect, test } from "vitest";
import { productSources } from "./import-graph.ts";

const sources = [...productSources()];
const isPure = (path: string) => path.startsWith("models/") || path.startsWith("planner/");

/** The code without comments and string contents, so that prose may name what code may not. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

interface Rule {
  readonly name: string;
  readonly applies: (path: string) => boolean;
  readonly pattern: RegExp;
  readonly breach: string;
}

const RULES: readonly Rule[] = [
  {
    name: "no Math.random below the doors",
    applies: isPure,
    pattern: /\bMath\.random\b/,
    breach: "const x = Math.random();",
  },
  {
    name: "no wall clock below the doors",
    applies: isPure,
    pattern: /\bDate\.now\b|new Date\(\s*\)|\bperformance\./,
    breach: "const t = new Date();",
  },
  {
    name: "no timers below the doors",
    applies: isPure,
    pattern: /\bset(Timeout|Interval|Immediate)\b/,
    breach: "setTimeout(f, 1);",
  },
  { name: "no process below the doors", applies: isPure, pattern: /\bprocess\./, breach: "process.exit(1);" },
  { name: "no eval anywhere", applies: () => true, pattern: /\beval\(|new Function\(/, breach: "eval('1');" },
  {
    name: "no enum, no namespace",
    applies: (p) => p.endsWith(".ts"),
    pattern: /^\s*(export\s+)?(const\s+)?enum\s|^\s*namespace\s/m,
    breach: "export enum A { B }",
  },
];

describe("sources", () => {
  test.each(RULES)("$name", ({ applies, pattern }) => {
    expect(sources.filter(([path, text]) => applies(path) && pattern.test(codeOf(text))).map(([path]) => path)).toEqual(
      [],
    );
  });

  test.each(RULES)("$name: a planted breach is caught", ({ pattern, breach }) => {
    expect(pattern.test(codeOf(breach))).toBe(true);
  });

  test("no file is longer than 300 lines", () => {
    expect(sources.filter(([, text]) => text.split("\n").length > 301).map(([path]) => path)).toEqual([]);
  });

  test("nothing unfinished is marked and left", () => {
    // Spelled with a dot, so that this file does not carry the marks itself.
    const marks = new RegExp(["T.DO", "F.XME", "X{3}", "H.CK"].map((m) => `\\b${m}\\b`).join("|"));
    expect(sources.filter(([, text]) => marks.test(text)).map(([path]) => path)).toEqual([]);
  });

  test("every source opens with what it is", () => {
    const bare = sources.filter(([path, text]) => path.endsWith(".ts") && !/^(#!.*\n)?\s*\/\*\*/.test(text));
    expect(bare.map(([path]) => path)).toEqual([]);
  });
});
