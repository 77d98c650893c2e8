/** Generated pages: fresh, complete, and honest about a source that nobody describes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Source, assumed, recalled, seen } from "#models/index.ts";
import { assumptionsPage, unchecked } from "../../../docs/generate/assumptions.ts";
import { type Entry, hostEntries, platformEntries } from "../../../docs/generate/entries.ts";
import { cell, table } from "../../../docs/generate/markdown.ts";
import { KNOWN, generatedPages } from "../../../docs/generate/pages.ts";
import { sourcesPage } from "../../../docs/generate/sources.ts";

const DOCS = join(import.meta.dirname, "../../../docs");

test.each(Object.keys(generatedPages()))("docs/%s is what the catalogue gives: run node docs/generate.ts", (name) => {
  expect(readFileSync(join(DOCS, name), "utf8") === generatedPages()[name]).toBe(true);
});

test("the same knowledge gives the same bytes", () => {
  expect(generatedPages()).toEqual(generatedPages());
});

describe("sources", () => {
  test("every platform has its section, and every fact its line with value and source", () => {
    const text = sourcesPage(KNOWN);
    for (const platform of KNOWN.platforms) {
      expect(text).toContain(`(\`${platform.id}\`)`);
      expect(platformEntries(platform).length).toBeGreaterThan(10);
    }
    expect(text).toContain("| domain.minCpuBoards | 1 | boards | seen: SFDR-2 |");
  });

  test("a fact seen under an unknown key is an error that names the platform, the fact and the key", () => {
    const platformSources = { ...KNOWN.platformSources };
    delete platformSources["SFDR-2"];
    expect(() => sourcesPage({ ...KNOWN, platformSources })).toThrow(
      'sun-domains-midrange: "domain.minCpuBoards" names the source "SFDR-2", which no bibliography holds',
    );
  });
});

describe("rooms", () => {
  test("have their facts and bibliographies on the page of sources, and their assumptions on the other", () => {
    expect(sourcesPage(KNOWN)).toContain("| pue.2007 | 2.5 |  | seen: pue-survey-history, pue-survey-table |");
    expect(sourcesPage(KNOWN)).toContain("| france (France) | 52 | gCO2e/kWh | seen: ccf-grids |");
    expect(assumptionsPage(KNOWN)).toContain("| energy.air.rise | 11 °C | assumed: ");
  });
});

describe("assumptions", () => {
  const entry = (key: string, source: Source): Entry => ({ owner: "x", key, value: "1", unit: "", source, note: "" });

  test("what was seen is left out, the rest stands weakest first", () => {
    const entries = [
      entry("known", seen("KEY")),
      entry("sure", recalled("sure")),
      entry("unsure", recalled("unsure")),
      entry("made up", assumed("no figure")),
      entry("fairly", recalled("fairly")),
    ];
    expect(unchecked(entries).map((e) => e.key)).toEqual(["made up", "unsure", "fairly", "sure"]);
  });

  test("platforms and host types are listed apart", () => {
    const text = assumptionsPage(KNOWN);
    expect(text.indexOf("## Platforms")).toBeLessThan(text.indexOf("## Host types"));
    expect(text).toContain("| global.memory | 1024 MiB | assumed: ");
    expect(text.indexOf("(`sun-fire-6800`)")).toBeGreaterThan(text.indexOf("## Host types"));
  });

  test("every sourced figure of a host is an entry, its power and its blocks among them", () => {
    const host = KNOWN.hosts.find((h) => h.id === "sun-fire-6800");
    const keys = host === undefined ? [] : hostEntries(host).map((e) => e.key);
    expect(keys).toEqual(expect.arrayContaining(["sockets", "memoryMiB", "power.idleW", "power.maxW", "blocks"]));
  });
});

test("a cell cannot break its table", () => {
  expect(cell("a | b\n<c>")).toBe("a \\| b &lt;c>");
  expect(table(["x", "y"], [["1", "2"]])).toBe("| x | y |\n|---|---|\n| 1 | 2 |");
});
