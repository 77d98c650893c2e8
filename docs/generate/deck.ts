/**
 * docs/DECK.md: every statement of the 2006 deck about a platform, slide by slide, where the model holds it, and what
 * documents say; where they differ it stands out. Made from the statements that layers carry, so that a statement nobody
 * modelled is missing here as well.
 */
import { type DeckStatement, type Layer, sourceText } from "#models/index.ts";
import { type Entry, type Knowledge, platformEntries } from "./entries.ts";
import { page, table } from "./markdown.ts";

/** One answer to a statement: the platforms that give it, and what they lean on. */
interface Answer {
  readonly statement: DeckStatement;
  readonly held: string;
  readonly platforms: readonly string[];
}

const VERDICTS: Readonly<Record<DeckStatement["verdict"], string>> = {
  agrees: "agrees",
  differs: "**differs**",
  opinion: "*opinion*",
};

/** Does the text name this id, as a word of its own? A full stop may end the sentence behind it. */
function names(text: string, id: string): boolean {
  const literal = id.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w.-])${literal}(?![\\w-]|\\.\\w)`).test(text);
}

/** Facts and rules of the layer that the documented answer names; a dash where it names none. */
export function heldIn(layer: Layer, statement: DeckStatement): string {
  const { facts, rules, operations, migration, availability } = layer.description;
  const told = (kind: string, ids: readonly string[]) =>
    ids.filter((id) => names(statement.documented, id)).map((id) => `${kind} \`${id}\``);
  const statements = [...operations, ...migration, ...availability].map((one) => one.id);
  const held = [
    ...told(
      "fact",
      Object.keys(facts).filter((id) => id.includes(".")),
    ),
    ...told(
      "rule",
      rules.map((rule) => rule.id).filter((id) => !(id in facts)),
    ),
    ...told(
      "statement",
      statements.filter((id) => id.includes(".")),
    ),
  ];
  return held.length === 0 ? "–" : held.join(", ");
}

/** The answers to every statement, equal ones of several platforms as one, in the order of the catalogue. */
function answersOf(known: Knowledge): readonly Answer[] {
  const byKey = new Map<string, Answer>();
  for (const platform of known.platforms) {
    for (const layer of platform.layers) {
      for (const statement of layer.description.deck) {
        const held = heldIn(layer, statement);
        const key = JSON.stringify([statement, held]);
        const before = byKey.get(key)?.platforms ?? [];
        const platforms = before.includes(platform.id) ? before : [...before, platform.id];
        byKey.set(key, { statement, held, platforms });
      }
    }
  }
  return [...byKey.values()];
}

const bySlide = (answer: Answer) => answer.statement.slide;
const bySaying = (answer: Answer) => answer.statement.says;

function sayingBlocks(says: string, answers: readonly Answer[]): readonly string[] {
  const rows = answers.map(({ statement, held, platforms }) => [
    platforms.map((id) => `\`${id}\``).join(", "),
    held,
    VERDICTS[statement.verdict],
    statement.documented,
    sourceText(statement.source),
  ]);
  return [`### ${says}`, table(["platform", "held in", "documents", "what they say", "source"], rows)];
}

function slideBlocks(slide: string, answers: readonly Answer[]): readonly string[] {
  const sayings = [...Map.groupBy(answers, bySaying)];
  return [`## Slide: ${slide}`, ...sayings.flatMap(([says, of]) => sayingBlocks(says, of))];
}

/** Figures and sentences of the model for which the deck itself is the source. */
function restingBlocks(entries: readonly Entry[]): readonly string[] {
  const rows = entries.flatMap((entry) =>
    entry.source.kind === "deck"
      ? [[`\`${entry.owner}\``, entry.key, `${entry.value} ${entry.unit}`.trim(), entry.source.slide, entry.note]]
      : [],
  );
  if (rows.length === 0) return [];
  return [
    "## What the model takes from the deck",
    "Kept beside the documented figures, and used only where a platform says so.",
    table(["platform", "what", "value", "slide", "note"], rows),
  ];
}

/** The page as text. */
export function deckPage(known: Knowledge): string {
  const answers = answersOf(known);
  const counts = Object.entries(VERDICTS).map(([verdict, shown]) => [
    shown,
    String(answers.filter(({ statement }) => statement.verdict === verdict).length),
  ]);
  return page("The 2006 deck, statement by statement", [
    "What the deck says of platforms, where the model holds it, and what documents say. Platforms that came later answer the same statements, so that one sees what changed. A dash under *held in* means that the statement is told beside the platform and no single fact or rule carries it.",
    table(["documents", "answers"], counts),
    ...[...Map.groupBy(answers, bySlide)].flatMap(([slide, of]) => slideBlocks(slide, of)),
    ...restingBlocks(known.platforms.flatMap(platformEntries)),
  ]);
}
