/**
 * A limit that shrinks from one generation to the next is either a slip or worth a sentence: within each room, maxima of
 * later generations must not lie below those of earlier ones unless the fact carries a note.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Fact, type Facts, type Platform, innermost } from "#models";

const ROOMS = join(import.meta.dirname, "../../../models");
const NOT_ROOMS = new Set(["partitioning", "sources", "hypervisor"]);

interface Shrunk {
  readonly fact: string;
  readonly from: string;
  readonly to: string;
}

const isMaximum = (key: string) => /^(host|vm|domain|guest)\.max/.test(key);

/** Facts of `later` that are lower than the same fact of `earlier`, in the same unit, without a note. */
export function shrunk(
  earlier: { readonly id: string; readonly facts: Facts },
  later: { readonly id: string; readonly facts: Facts },
): readonly Shrunk[] {
  return Object.entries(later.facts).flatMap(([key, fact]: [string, Fact]) => {
    const before = earlier.facts[key];
    if (!isMaximum(key) || before === undefined || before.unit !== fact.unit || fact.note !== undefined) return [];
    const isLess = typeof fact.value === "number" && typeof before.value === "number" && fact.value < before.value;
    return isLess ? [{ fact: key, from: `${earlier.id} ${before.value}`, to: `${later.id} ${fact.value}` }] : [];
  });
}

async function platformsOf(room: string): Promise<readonly Platform[]> {
  const all = Object.values((await import(join(ROOMS, room, "index.ts"))) as Record<string, unknown>);
  return all
    .filter((one): one is Platform => typeof one === "object" && one !== null && "layers" in one && "era" in one)
    .toSorted((a, b) => a.year - b.year || (a.id < b.id ? -1 : 1));
}

const rooms = readdirSync(ROOMS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NOT_ROOMS.has(entry.name))
  .map(({ name }) => name);

describe("limits over generations", () => {
  test.each(rooms)("%s: no maximum shrinks without a note", async (room) => {
    const platforms = await platformsOf(room);
    expect(platforms.length).toBeGreaterThan(0);
    const found = platforms.flatMap((later, i) =>
      platforms
        .slice(0, i)
        .filter(
          (earlier) =>
            innermost(earlier).noun === innermost(later).noun &&
            innermost(earlier).technique === innermost(later).technique &&
            earlier.year < later.year,
        )
        .flatMap((earlier) =>
          shrunk(
            { id: earlier.id, facts: innermost(earlier).description.facts },
            { id: later.id, facts: innermost(later).description.facts },
          ),
        ),
    );
    expect(found).toEqual([]);
  });

  test("a planted slip is found, and a note excuses it", () => {
    const fact = (value: number, note?: string): Facts => ({
      "vm.maxVcpu": {
        value,
        unit: "vCPUs",
        source: { kind: "seen", ref: "X" },
        ...(note === undefined ? {} : { note }),
      },
    });
    const was = { id: "old", facts: fact(8) };
    expect(shrunk(was, { id: "new", facts: fact(4) })).toHaveLength(1);
    expect(shrunk(was, { id: "new", facts: fact(4, "security support only") })).toEqual([]);
    expect(shrunk(was, { id: "new", facts: fact(8) })).toEqual([]);
  });
});
