/** The page about the deck: every statement with every platform that answers it, differences marked, ids found. */
import { describe, expect, test } from "vitest";
import { type DeckStatement, PLATFORMS, recalled } from "#models/index.ts";
import { layerOf } from "../../support/site.ts";
import { deckPage, heldIn } from "../../../docs/generate/deck.ts";
import { cell } from "../../../docs/generate/markdown.ts";
import { KNOWN } from "../../../docs/generate/pages.ts";

const TEXT = deckPage(KNOWN);
const ALL = PLATFORMS.flatMap((platform) =>
  platform.layers.flatMap((layer) => layer.description.deck.map((statement) => ({ platform, statement }))),
);

const said = (documented: string): DeckStatement => ({
  id: "x",
  says: "x",
  slide: "x",
  verdict: "agrees",
  documented,
  source: recalled("sure"),
});

describe("the page", () => {
  test("has every statement under its slide, with its answer and its platform", () => {
    expect(ALL.length).toBeGreaterThan(30);
    for (const { platform, statement } of ALL) {
      const slide = TEXT.indexOf(`\n## Slide: ${statement.slide}\n`);
      const rest = TEXT.slice(slide + 1);
      const section = rest.slice(0, rest.indexOf("\n## ") < 0 ? undefined : rest.indexOf("\n## "));
      expect(slide, statement.slide).toBeGreaterThan(0);
      expect(section).toContain(`### ${statement.says}\n`);
      const row = section
        .split("\n")
        .filter((line) => line.includes(`\`${platform.id}\``) && line.includes(cell(statement.documented)));
      expect(row.length, `${platform.id}: ${statement.says}`).toBeGreaterThanOrEqual(1);
    }
  });

  test("marks every answer that differs and no other", () => {
    for (const { platform, statement } of ALL) {
      const rows = TEXT.split("\n").filter(
        (line) => line.includes(`\`${platform.id}\``) && line.includes(`| ${cell(statement.documented)} |`),
      );
      for (const row of rows) {
        expect(row.includes("**differs**"), statement.says).toBe(statement.verdict === "differs");
      }
    }
  });

  test("tells equal answers of several platforms in one line", () => {
    const rows = TEXT.split("\n").filter((line) => line.includes("boards do not share a chassis (DSD-5)"));
    // The high end has no rule DSD-5, so that its answer is held elsewhere.
    expect(rows.length).toBe(2);
    expect(rows[0]).toContain("`sun-domains-midrange`, `solaris-containers-in-domain`");
    expect(rows[0]).toContain("rule `DSD-5`");
  });

  test("lists what the model takes from the deck itself", () => {
    expect(TEXT).toContain("## What the model takes from the deck");
    expect(TEXT).toMatch(/\| `esx-3.0` \| host.seedVms \| 80 VMs \|/);
  });

  test("is the same from the same knowledge, and empty of slides without platforms", () => {
    expect(deckPage(KNOWN)).toBe(TEXT);
    expect(deckPage({ ...KNOWN, platforms: [] })).not.toContain("## ");
  });
});

describe("where the model holds an answer", () => {
  const layer = layerOf("sun-domains-midrange");

  test("facts and rules that it names", () => {
    expect(heldIn(layer, said("at most 4 CPUs (board.maxCpus), whole boards (DSD-3)"))).toBe(
      "fact `board.maxCpus`, rule `DSD-3`",
    );
  });

  test("an id at the end of a sentence counts, a part of another id does not", () => {
    expect(heldIn(layer, said("whole boards by DSD-3."))).toBe("rule `DSD-3`");
    expect(heldIn(layer, said("DSD-33, xDSD-3, board.maxCpus.more"))).toBe("–");
  });

  test("nothing is told as nothing", () => {
    expect(heldIn(layer, said("right"))).toBe("–");
  });
});
