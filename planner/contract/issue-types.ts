/** What a value of each type that zod asks for is called by people. */

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  bigint: "a BigInt",
  nan: "no number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  map: "a map",
  array: "a list",
  tuple: "a list",
  set: "a set",
  date: "a date",
  file: "a file",
  function: "a function",
  symbol: "a symbol",
  null: "null",
  undefined: "left out",
  void: "left out",
  never: "left out",
  nonoptional: "given",
};

/** "a text", "a whole number"; a class of its own is named as it is called. */
export const typeWords = (type: string): string =>
  (Object.hasOwn(TYPES, type) ? TYPES[type] : undefined) ?? `of the type ${type}`;
