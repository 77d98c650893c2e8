/**
 * docs/SOURCES.md: the bibliography with how often each key is leant on, every fact of every platform with its value,
 * unit and source, and what the 2006 deck says beside what documents hold.
 */
import { type Platform, sourceText } from "#models/index.ts";
import { type Entry, type Knowledge, hostEntries, platformEntries } from "./entries.ts";
import { page, table } from "./markdown.ts";

const refsOf = (entry: Entry): readonly string[] =>
  entry.source.kind === "seen" ? entry.source.ref.split(",").map((key) => key.trim()) : [];

/** @throws Error naming the owner, the fact and the key when a fact was seen under a key that nobody describes */
function countUses(entries: readonly Entry[], titles: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const entry of entries) {
    for (const key of refsOf(entry)) {
      if (titles[key] === undefined) {
        throw new Error(`${entry.owner}: "${entry.key}" names the source "${key}", which no bibliography holds`);
      }
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
  }
  return uses;
}

function bibliography(titles: Readonly<Record<string, string>>, entries: readonly Entry[]): string {
  const uses = countUses(entries, titles);
  const rows = Object.entries(titles)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, title]) => [key, title, String(uses.get(key) ?? 0)]);
  return table(["key", "what was read", "used by"], rows);
}

const factTable = (entries: readonly Entry[]): string =>
  table(
    ["fact", "value", "unit", "source", "note"],
    entries.map((e) => [e.key, e.value, e.unit, sourceText(e.source), e.note]),
  );

function platformBlocks(platform: Platform): readonly string[] {
  const deck = platform.layers.flatMap((layer) =>
    layer.description.deck.map((d) => [d.id, d.says, d.verdict, d.documented, sourceText(d.source)]),
  );
  return [
    `### ${platform.title} (\`${platform.id}\`)`,
    `${platform.maker}, ${platform.generation}.`,
    factTable(platformEntries(platform)),
    ...(deck.length === 0
      ? []
      : [
          "What the 2006 deck says, beside what documents hold:",
          table(["id", "the deck", "verdict", "documented", "source"], deck),
        ]),
  ];
}

/** The page as text. @throws Error when a fact names a source that the bibliographies do not hold */
export function sourcesPage(known: Knowledge): string {
  const ofPlatforms = known.platforms.flatMap(platformEntries);
  const ofHosts = known.hosts.flatMap(hostEntries);
  return page("Sources", [
    "How to read the source column: `seen` names a key of the bibliography; `recalled` is known but was not checked, with how sure; `assumed` is a number so that the model has one, with the reason; `deck` is the 2006 deck's own statement, by slide; `derived` is computed from other facts. What is recalled or assumed stands apart in [ASSUMPTIONS.md](ASSUMPTIONS.md).",
    "## Bibliography of the platforms",
    bibliography(known.platformSources, ofPlatforms),
    "## Bibliography of the host types",
    bibliography(known.hostSources, ofHosts),
    ...known.rooms.flatMap(({ title, sources, entries }) => [
      `## Bibliography of ${title.toLowerCase()}`,
      bibliography(sources, entries),
    ]),
    ...known.rooms.flatMap(({ title, entries }) => [`## Facts of ${title.toLowerCase()}`, factTable(entries)]),
    "## Facts by platform",
    ...known.platforms.flatMap(platformBlocks),
  ]);
}
