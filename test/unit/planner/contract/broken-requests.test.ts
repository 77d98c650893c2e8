/** Requests of examples/ broken at random places: whatever is wrong with them is told in our words, never in zod's. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { GRIDS } from "#grids";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { InvalidInput, Scenario, SimulationRequest, decodeRequest, parseInput } from "#planner";
import { PRODUCT_PRICES } from "#prices";

const context = { platforms: PLATFORMS, hostTypes: HOST_TYPES, grids: GRIDS, productPrices: PRODUCT_PRICES };
const example = (name: string) => parse(readFileSync(`examples/${name}.yaml`, "utf8")) as Record<string, unknown>;

/** Words that only zod would use. */
const ZOD = /\b(Invalid|Too (big|small)|expected|received|Unrecognized|discriminator)\b|^\s*$/;

interface Door {
  readonly input: Record<string, unknown>;
  readonly read: (input: unknown) => unknown;
}

const DOORS: Readonly<Record<string, Door>> = {
  "a request with every rule": { input: example("rules"), read: (input) => decodeRequest(input, context) },
  "a request with room, licences and money": {
    input: {
      ...example("request-with-money"),
      facility: example("facility"),
      prices: example("licences")["prices"],
    },
    read: (input) => decodeRequest(input, context),
  },
  "a what-if with figures that are drawn": {
    input: { ...example("what-if-sample"), request: example("request") },
    read: (input) => decodeRequest(parseInput(Scenario, input).request, context),
  },
  "a host to simulate": {
    input: example("xen-live-migration"),
    read: (input) => parseInput(SimulationRequest, input),
  },
};

/** One thing made wrong: at a place, another value, nothing at all, or a field that nobody knows. */
type Harm =
  | { readonly at: number; readonly kind: "value"; readonly value: unknown }
  | { readonly at: number; readonly kind: "removed" | "stranger" };

const at = fc.nat({ max: 100_000 });
const WRONG = [
  null,
  true,
  -1,
  0,
  1.5,
  1e300,
  Number.NaN,
  "",
  "x",
  "hots",
  "2006-99",
  "y".repeat(400),
  [],
  {},
  [1, "a"],
  { a: { b: 1 } },
];
const harm: fc.Arbitrary<Harm> = fc.oneof(
  fc.record({ at, kind: fc.constant("value" as const), value: fc.constantFrom(...WRONG) }),
  fc.record({ at, kind: fc.constantFrom("removed" as const, "stranger" as const) }),
);

type Holder = Record<string, unknown>;

/** Every place of a document: the object or list that holds it, and its name there. */
const placesIn = (value: unknown): readonly (readonly [Holder, string])[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.keys(value).flatMap((key) => [[value as Holder, key] as const, ...placesIn((value as Holder)[key])]);

function harmed(input: Holder, harms: readonly Harm[]): Holder {
  const copy = structuredClone(input);
  for (const one of harms) {
    const places = placesIn(copy);
    const place = places[one.at % places.length];
    if (place === undefined) return copy;
    const [holder, key] = place;
    if (one.kind === "value") holder[key] = structuredClone(one.value);
    else if (one.kind === "stranger") holder[`${key}s`] = 1;
    else delete holder[key];
  }
  return copy;
}

function detailsOf({ read }: Door, input: unknown): readonly string[] {
  try {
    read(input);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ detail }) => detail);
  }
}

describe.each(Object.entries(DOORS))("%s", (_, door) => {
  it("is accepted as it stands", () => {
    expect(detailsOf(door, door.input)).toEqual([]);
  });

  it("is refused in our words where it is broken", () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.array(harm, { minLength: 1, maxLength: 3 }), (harms) => {
        const details = detailsOf(door, harmed(door.input, harms));
        refused += details.length > 0 ? 1 : 0;
        for (const detail of details) expect(detail).not.toMatch(ZOD);
      }),
      { seed: 2006, numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(100);
  });
});
