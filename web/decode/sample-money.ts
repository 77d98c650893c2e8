/** The sample's licences, tariff and money put into the fields of a goals page that nobody has touched yet. */
import type { GoalsForm } from "./goals-form.ts";
import { MONEY_NUMBERS } from "./room-fields.ts";

/** The value that a JSON pointer names; undefined where there is none. */
function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split("/")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined,
      document,
    );
}

const textAt = (document: unknown, pointer: string): string | undefined => {
  const value = valueAt(document, pointer);
  return typeof value === "number" || typeof value === "string" ? String(value) : undefined;
};

/**
 * The form with the sample's prices in it.
 * @param files.licences JSON of licences and prices; files.money JSON of money and tariffPerKWh
 */
export function withSampleMoney(
  form: GoalsForm,
  files: { readonly licences: string; readonly money: string },
): GoalsForm {
  const content: unknown = JSON.parse(files.money);
  const numbers = MONEY_NUMBERS.flatMap(({ name, pointer }) => {
    const text = textAt(content, pointer);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    ...form,
    licences: files.licences,
    tariffPerKWh: textAt(content, "/tariffPerKWh") ?? form.tariffPerKWh,
    texts: { ...form.texts, currency: textAt(content, "/money/currency") ?? form.texts.currency },
    numbers: { ...form.numbers, ...Object.fromEntries(numbers) },
  };
}
