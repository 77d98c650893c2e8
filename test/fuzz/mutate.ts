/** Spoiling: one place of a value is made wrong, or the text that carries it. */
import { type Draw, HOSTILE_NUMBERS, HOSTILE_TEXTS } from "./draw.ts";

const nested = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);

/** A value that stands where another was expected. */
function wrong(value: unknown, draw: Draw): unknown {
  switch (draw.below(8)) {
    case 0:
      return draw.of(HOSTILE_TEXTS);
    case 1:
      return draw.of(HOSTILE_NUMBERS);
    case 2:
      return draw.of([null, true, false, [], {}]);
    case 3:
      return [value];
    case 4:
      return { value };
    case 5:
      return Array.from({ length: 300 }, () => value);
    case 6:
      return nested(draw.of([5, 40]));
    default:
      return "é".repeat(100_000);
  }
}

/** The value with one place spoiled: replaced, left out, or with a field nobody knows beside it. */
export function mutated(value: unknown, draw: Draw): unknown {
  const isInner = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (!isInner || draw.oneIn(6)) return wrong(value, draw);
  if (Array.isArray(value)) {
    const at = draw.below(value.length);
    return (value as readonly unknown[]).map((one, index) => (index === at ? mutated(one, draw) : one));
  }
  const entries = Object.entries(value);
  const [name] = draw.of(entries);
  if (draw.oneIn(5)) return Object.fromEntries(entries.filter(([key]) => key !== name));
  if (draw.oneIn(5)) return { ...value, [draw.of(["extra", "toString", ...HOSTILE_TEXTS])]: 1 };
  return Object.fromEntries(entries.map(([key, one]) => [key, key === name ? mutated(one, draw) : one]));
}

/** Bytes of a text, spoiled. */
export function mutatedText(text: string, draw: Draw): Buffer {
  const at = draw.below(text.length + 1);
  switch (draw.below(7)) {
    case 0:
      return Buffer.from(text.slice(0, at));
    case 1:
      return Buffer.concat([
        Buffer.from(text.slice(0, at)),
        Buffer.from([0xff, 0xc0, 0x00]),
        Buffer.from(text.slice(at)),
      ]);
    case 2:
      return Buffer.from(`\uFEFF${text}`);
    case 3:
      return Buffer.from(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    case 4:
      return Buffer.from(`{"__proto__":${text},"constructor":{"prototype":1},"n":1e400}`);
    case 5:
      return Buffer.from(`${text}${text}`);
    default:
      return Buffer.from("");
  }
}
