/** Sourced values in data files and requests: `{ "value": 4, "source": "seen: CCF" }`, checked and turned into models' Source. */
import { z } from "zod";
import { type Source, parseSource, sourceText } from "#models/fact.ts";

/** A source as text in JSON, a checked union inside. */
export const SourceText = z
  .string()
  .max(300)
  .refine(
    (text) => {
      try {
        parseSource(text);
        return true;
      } catch {
        return false;
      }
    },
    {
      error:
        'source must read "seen: KEY", "recalled: sure|fairly|unsure", "assumed: why", "deck: slide" or "derived: from"',
    },
  );

/** A schema for `{ value, source, note? }` around the schema of the value. */
export const sourced = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, source: SourceText, note: z.string().max(500).optional() });

export const sourceOf = (text: string): Source => parseSource(text);
export const textOf = (source: Source): string => sourceText(source);
