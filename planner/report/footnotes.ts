/**
 * Footnotes: which unchecked assumptions a shown figure rests on. Assumptions are grouped by what they are about, each
 * group has a letter, and a figure carries the letters of the groups that it rests on; a letter leads to its group in
 * the table of assumptions. Groups rather than single numbers, because a draw alone may rest on dozens of them.
 */
import type { UsedFact } from "../contract/index.ts";

const TOPICS = ["draw", "space", "cooling", "carbon", "licences", "money", "sizing"] as const;
export type Topic = (typeof TOPICS)[number];

const TITLES: Readonly<Record<Topic, string>> = {
  draw: "Draw of the hosts",
  space: "Racks, weight and feeds",
  cooling: "Losses, cooling and air",
  carbon: "Carbon",
  licences: "Licences",
  money: "Prices",
  sizing: "Sizing and placing",
};

/** First match decides; everything else is about sizing and placing. */
const ABOUT: readonly (readonly [Topic, RegExp])[] = [
  ["carbon", /carbon|embodied|gramsPerKWh|(^|[./])grid/i],
  ["licences", /(^|[./])lic(ence)?s?([./]|$)|^(product|prices?)[./]/i],
  ["money", /(^|[./])(price|money|support|residual)/i],
  ["space", /^room[./]|rackUnits|weightKg|areaM2|(^|[./])racks?[./]/i],
  ["draw", /\bpower\.|idleHosts/i],
  ["cooling", /^(energy|facility|cooling|inlet|air|ups|pdu|cop|pue)|btuPerHour|airRise/i],
];

/** What an assumption is about, by its id. */
export const topicOf = (id: string): Topic => ABOUT.find(([, pattern]) => pattern.test(id))?.[0] ?? "sizing";

/** A mark beside a figure: the letter, and the group it leads to. */
export interface Mark {
  readonly letter: string;
  /** Id of the group in the page. */
  readonly id: string;
  readonly title: string;
}

export interface Footnotes {
  /** Groups that have assumptions, in the order of their letters. */
  readonly groups: readonly (Mark & { readonly topic: Topic })[];
  /** Marks of a figure that rests on these topics; topics without assumptions have none. */
  readonly of: (...topics: readonly Topic[]) => readonly Mark[];
}

const FIRST_LETTER = 97;

/** Footnotes of a plan's assumptions. */
export function footnotes(assumptions: readonly Pick<UsedFact, "id">[]): Footnotes {
  const there = new Set(assumptions.map(({ id }) => topicOf(id)));
  const groups = TOPICS.filter((topic) => there.has(topic)).map((topic, i) => ({
    topic,
    letter: String.fromCodePoint(FIRST_LETTER + i),
    id: `assumed-${topic}`,
    title: TITLES[topic],
  }));
  return { groups, of: (...topics) => groups.filter(({ topic }) => topics.includes(topic)) };
}
