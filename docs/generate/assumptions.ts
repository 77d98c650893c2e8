/**
 * docs/ASSUMPTIONS.md: every recalled or assumed value, weakest first, so that a reader sees at a glance what an answer
 * leans on without a document behind it.
 */
import { type Source, isUnchecked, sourceText } from "#models/index.ts";
import { type Entry, type Knowledge, hostEntries, platformEntries } from "./entries.ts";
import { page, table } from "./markdown.ts";

/** Weakest first: assumed, then recalled with falling doubt. */
const DOUBT: readonly string[] = ["assumed", "unsure", "fairly", "sure"];

const doubtOf = (source: Source): number => DOUBT.indexOf(source.kind === "recalled" ? source.confidence : source.kind);

/** The unchecked ones of these entries, weakest first, otherwise in the order given. */
export function unchecked(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry) => isUnchecked(entry.source)).toSorted((a, b) => doubtOf(a.source) - doubtOf(b.source));
}

function block(title: string, all: readonly Entry[]): readonly string[] {
  const weak = unchecked(all);
  if (weak.length === 0) return [];
  const rows = weak.map((e) => [e.key, `${e.value} ${e.unit}`.trim(), sourceText(e.source), e.note]);
  return [`### ${title}`, `${weak.length} of ${all.length}.`, table(["what", "value", "source", "note"], rows)];
}

/** The page as text. */
export function assumptionsPage(known: Knowledge): string {
  const counts = DOUBT.map((doubt, rank) => {
    const count = (entries: readonly Entry[]) =>
      String(unchecked(entries).filter((entry) => doubtOf(entry.source) === rank).length);
    const name = doubt === "assumed" ? doubt : `recalled: ${doubt}`;
    return [
      name,
      count(known.platforms.flatMap(platformEntries)),
      count(known.hosts.flatMap(hostEntries)),
      count(known.rooms.flatMap(({ entries }) => entries)),
    ];
  });
  return page("Assumptions", [
    "Values without a document behind them: `assumed` so that the model has a number, or `recalled` and not checked. A plan names those that it leans on. Everything else stands in [SOURCES.md](SOURCES.md).",
    table(["kind", "platforms", "host types", "rooms"], counts),
    "## Rooms",
    ...known.rooms.flatMap(({ title, entries }) => block(title, entries)),
    "## Platforms",
    ...known.platforms.flatMap((platform) =>
      block(`${platform.title} (\`${platform.id}\`)`, platformEntries(platform)),
    ),
    "## Host types",
    ...known.hosts.flatMap((host) => block(`${host.maker} ${host.model} (\`${host.id}\`)`, hostEntries(host))),
  ]);
}
