/** What all of Sun's platforms must hold: sources that exist, rules that are declared, the deck beside the documents. */
import { describe, expect, test } from "vitest";
import { PLATFORMS, SOURCES, findPlatform, innermost } from "#models/index.ts";
import { solarisRelease } from "#models/sun/solaris-release.ts";

const SUN = PLATFORMS.filter((platform) => platform.maker === "Sun" || platform.maker === "Oracle");
const ID_PATTERN = /^[a-z0-9][a-z0-9.-]*$/;

test("the catalogue holds ten platforms of Sun and of Oracle, who bought it", () => {
  expect(SUN.map((platform) => platform.id)).toEqual([
    "sun-domains-midrange",
    "sun-domains-high-end",
    "sun-domains-e10000",
    "sun-domains-m-series",
    "solaris-containers-10",
    "solaris-containers-10u5",
    "solaris-containers-in-domain",
    "ldoms-1",
    "ovm-sparc-3",
    "zones-in-ldom",
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

const verdictsOf = (id: string) =>
  Object.fromEntries(
    SUN.filter((platform) => platform.id === id).flatMap((platform) =>
      innermost(platform).description.deck.map((s) => [s.id, s.verdict] as const),
    ),
  );

test("the deck's statements s8 to s13 stand beside their verdicts", () => {
  const domains = { s9: "agrees", s10: "agrees", s11: "differs", s12: "agrees", s13: "agrees" };
  expect(verdictsOf("sun-domains-midrange")).toEqual(domains);
  expect(verdictsOf("sun-domains-high-end")).toEqual(domains);
  expect(verdictsOf("solaris-containers-10")).toEqual({ s8: "opinion" });
});

test("later machines are told beside the deck as well: quarters of a board, single strands", () => {
  expect(verdictsOf("sun-domains-e10000")).toEqual({ s10: "agrees", s11: "agrees", s12: "agrees" });
  expect(verdictsOf("sun-domains-m-series")).toEqual({ s9: "agrees", s10: "differs", s11: "differs", s12: "agrees" });
  expect(verdictsOf("ldoms-1")).toEqual({ s12: "differs" });
  expect(verdictsOf("ovm-sparc-3")).toEqual({ s12: "differs" });
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
