/** The fields of a posted form: texts, or several texts under one name. Nothing is trusted, nothing nested. */

/** Values by name, in the order posted. */
export type FormFields = Readonly<Record<string, readonly string[]>>;

/** A parsed urlencoded or multipart body, or a query, as fields; what is no text is left out. */
export function formFields(body: unknown): FormFields {
  if (typeof body !== "object" || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string"),
    ]),
  );
}

/** The first value of a field, trimmed; "" when there is none. */
export const fieldText = (fields: FormFields, name: string): string => (fields[name]?.[0] ?? "").trim();

/** All values of a field, trimmed, in order. */
export const fieldTexts = (fields: FormFields, name: string): readonly string[] =>
  (fields[name] ?? []).map((value) => value.trim());

/** A checkbox that was ticked. */
export const isTicked = (fields: FormFields, name: string): boolean => (fields[name] ?? []).length > 0;
