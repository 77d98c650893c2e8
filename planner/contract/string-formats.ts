/** What a text of each format that zod knows must be, as a sentence names it. */
import type { z } from "zod";

/** Formats that say in the issue itself what is asked for: a pattern, a beginning, an end, a part. */
type Spelt = "regex" | "starts_with" | "ends_with" | "includes";

const FORMATS: Readonly<Record<Exclude<z.core.$ZodStringFormats, Spelt>, string>> = {
  email: "an e-mail address",
  url: "a web address",
  emoji: "emoji",
  uuid: "a UUID",
  guid: "a GUID",
  nanoid: "a nanoid",
  cuid: "a CUID",
  cuid2: "a CUID2",
  ulid: "a ULID",
  xid: "an XID",
  ksuid: "a KSUID",
  datetime: "a date and time like 2026-01-31T12:00:00Z",
  date: "a date like 2026-01-31",
  time: "a time like 12:00:00",
  duration: "a duration like PT1H30M",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  cidrv4: "a range of IPv4 addresses like 10.0.0.0/8",
  cidrv6: "a range of IPv6 addresses like 2001:db8::/32",
  base64: "text in base64",
  base64url: "text in base64url",
  json_string: "JSON",
  e164: "a telephone number like +441632960001",
  credit_card: "the number of a credit card",
  iban: "an IBAN",
  lowercase: "in small letters",
  uppercase: "in capital letters",
  jwt: "a JWT",
};

const isNamed = (format: string): format is keyof typeof FORMATS => Object.hasOwn(FORMATS, format);

/** What a text must be: "a date like 2026-01-31", "a text that begins with "x-"". */
export function formatBound({ format, pattern, ...more }: z.core.$ZodIssueInvalidStringFormat): string {
  const part = (name: "prefix" | "suffix" | "includes") =>
    JSON.stringify((more as Record<string, unknown>)[name] ?? "");
  if (isNamed(format)) return FORMATS[format];
  if (format === "starts_with") return `a text that begins with ${part("prefix")}`;
  if (format === "ends_with") return `a text that ends with ${part("suffix")}`;
  if (format === "includes") return `a text that has ${part("includes")} in it`;
  return pattern === undefined ? `a text of the format ${format}` : `a text that matches ${pattern}`;
}
