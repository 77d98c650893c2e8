/** Times as people type them on a command line: 10s, 500ms, 5m, 1h, or plain seconds. */
import { InvalidArgumentError } from "commander";

const SECONDS = { ms: 1 / 1000, s: 1, m: 60, h: 3600 } as const;
const TIME = /^(\d+(?:\.\d*)?|\.\d+)\s*(ms|s|m|h)?$/i;

const isUnit = (text: string): text is keyof typeof SECONDS => Object.hasOwn(SECONDS, text);

/** Parser of a time from 0 up to a bound, both included; the value in seconds. */
export const timeIn =
  ({ maxSeconds }: { readonly maxSeconds: number }) =>
  (text: string): number => {
    const [, amount, unit = "s"] = TIME.exec(text.trim()) ?? [];
    const name = unit.toLowerCase();
    const value = amount !== undefined && isUnit(name) ? Number(amount) * SECONDS[name] : Number.NaN;
    if (!(value <= maxSeconds))
      throw new InvalidArgumentError(`Expected a time from 0 s to ${maxSeconds} s, such as 500ms, 10s, 5m or 1h.`);
    return value;
  };
