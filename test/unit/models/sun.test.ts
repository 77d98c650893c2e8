/** What all of Sun's platforms must hold: sources that exist, rules that are declared, the deck beside the documents. */
import { describe, expect, test } from "vitest";
import { PLATFORMS, SOURCES, findPlatform, innermost } from "#models/index.ts";
import { solarisRelease } from "#models/sun/solaris-release.ts";

const SUN = PLATFORMS.filter((platform) => platform.maker === "Sun");
const ID_PATTERN = /^[a-z0-9][a-z0-9.-]*$/;

test("the catalogue holds four platforms of Sun", () => {
  expect(SUN.map((platform) => platform.id)).toEqual([
    "sun-domains-midrange",
    "sun-domains-high-end",
    "solaris-containers-10",
    "solaris-containers-10u5",
  ]);
  for (const { id } of SUN) expect(id).toMatch(ID_PATTERN);
});

describe.each(SUN.map((platform) => [platform.id, innermost(platform).description] as const))(
  "%s",
  (_id, description) => {
    test("every key that a fact was seen under is in the bibliography", () => {
      const sources = [
        ...Object.values(description.facts).map((fact) => fact.source),
        ...[...description.rules, ...description.operations, ...description.availability].map((s) => s.source),
        ...[...description.guests, ...description.deck, description.licence, description.overheadFormula].map(
          (s) => s.source,
        ),
      ];
      const keys = sources.flatMap((source) => (source.kind === "seen" ? source.ref.split(", ") : []));
      expect(keys.length).toBeGreaterThan(5);
      expect(keys.filter((key) => SOURCES[key] === undefined)).toEqual([]);
    });

    test("rule ids are unique and both kinds of rule are there", () => {
      const ids = description.rules.map((rule) => rule.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(description.rules.map((rule) => rule.severity))).toEqual(new Set(["refuse", "warn"]));
    });
  },
);

test("the deck's statements s8 to s13 stand beside their verdicts", () => {
  const verdicts = SUN.flatMap((platform) =>
    innermost(platform).description.deck.map((s) => [s.id, s.verdict] as const),
  );
  expect(Object.fromEntries(verdicts)).toEqual({
    s8: "opinion",
    s9: "agrees",
    s10: "agrees",
    s11: "differs",
    s12: "agrees",
    s13: "agrees",
  });
});

test("domains keep their figures by model: the 6800 four domains, the 15K eighteen", () => {
  const factsOf = (id: string) => {
    const platform = findPlatform(id);
    return platform === undefined ? {} : innermost(platform).description.facts;
  };
  expect(factsOf("sun-domains-midrange")["model.sun-fire-6800.maxDomains"]?.value).toBe(4);
  expect(factsOf("sun-domains-high-end")["model.sun-fire-15k.maxDomains"]?.value).toBe(18);
  expect(factsOf("sun-domains-high-end")["model.sun-fire-6800.maxDomains"]).toBeUndefined();
});

test.each([
  ["10", 10],
  ["10 1/06", 10],
  ["5.10", 10],
  ["SunOS 5.8", 8],
  ["Solaris 9", 9],
  ["2.5.1", 5],
  ["2.6", 6],
  ["11.4", 11],
  ["5", undefined],
  ["unknown", undefined],
  [undefined, undefined],
])("Solaris release of %j is %j", (version, release) => {
  expect(solarisRelease(version)).toBe(release);
});
