/** Seeded choices, and the texts that break programs. */
import { randomStream } from "#models/random.ts";

/** A stream of choices. */
export interface Draw {
  /** Whole, from 0 to below `n`. */
  readonly below: (n: number) => number;
  /** True once in `n`. */
  readonly oneIn: (n: number) => boolean;
  /** @throws Error for an empty list */
  readonly of: <T>(list: readonly T[]) => T;
}

/** The choices of one seed. */
export function drawOf(seed: number, name: string): Draw {
  const stream = randomStream(seed, "fuzz", name);
  const below = (n: number) => stream.integer(n);
  return {
    below,
    oneIn: (n) => below(n) === 0,
    of: (list) => {
      if (list.length === 0) throw new Error("nothing to choose from");
      return list[below(list.length)] as (typeof list)[number];
    },
  };
}

/** Texts as values of fields. */
export const HOSTILE_TEXTS: readonly string[] = [
  "",
  " ",
  "NaN",
  "Infinity",
  "-0",
  "1e999",
  "null",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "C:\\windows\\win.ini",
  "' OR 1=1 --",
  "<script>alert(1)</script>",
  "=1+1",
  "\u0000",
  "\u202Eabc",
  "𝒳",
  "e\u0301",
  "\uD800",
  "{{constructor}}",
  "x".repeat(3000),
];

/** Numbers as values of fields. */
export const HOSTILE_NUMBERS: readonly number[] = [0, -0, -1, 0.5, 1e-300, 1e15, 2 ** 53, 2 ** 32, 1e308, -1e308];
