/** Lint of every table of the cost models: sources that exist, reasons that are given, numbers that are none too strange. */
import { describe, expect, test } from "vitest";
import { BEHAVIOURS, SPIN_LIMIT_NS } from "#models/hypervisor/guest/index.ts";
import { DISKS, FRAMING_BYTES, HEADER_BYTES, IO_PATHS, MTU_BYTES, NICS } from "#models/hypervisor/io/index.ts";
import {
  FREE_THRESHOLDS,
  IDLE_TAX,
  MEMORY_RULES,
  PAGE_WAIT_NS,
  PAGING_SHAPE,
  SHARING,
} from "#models/hypervisor/memory/index.ts";
import { SWITCH_2003, SWITCH_MEASUREMENT, SWITCH_TODAY, TECHNIQUES } from "#models/hypervisor/traps/index.ts";
import { SOURCES } from "#models/sources/index.ts";
import { factsIn } from "./facts.ts";

const TABLES = {
  BEHAVIOURS,
  SPIN_LIMIT_NS,
  TECHNIQUES,
  SWITCH_2003,
  SWITCH_MEASUREMENT,
  SWITCH_TODAY,
  MEMORY_RULES,
  IDLE_TAX,
  FREE_THRESHOLDS,
  SHARING,
  PAGE_WAIT_NS,
  PAGING_SHAPE,
  IO_PATHS,
  DISKS,
  NICS,
  FRAMING_BYTES,
  HEADER_BYTES,
  MTU_BYTES,
};
const facts = factsIn(TABLES);

describe("figures of the cost models", () => {
  test("the walk finds them: several hundred", () => {
    expect(facts.length).toBeGreaterThan(500);
  });

  test("every seen source is in the bibliography", () => {
    const unknown = facts.flatMap(({ at, source }) =>
      source.kind === "seen" ? source.ref.split(", ").flatMap((key) => (key in SOURCES ? [] : [`${at}: ${key}`])) : [],
    );
    expect(unknown).toEqual([]);
  });

  test("a derived figure that starts with a key names one of the bibliography", () => {
    const wrong = facts.flatMap(({ at, source }) => {
      const key = source.kind === "derived" ? /^([A-Z][A-Z0-9-]*[0-9]|MV-perf)\b/.exec(source.from)?.[1] : undefined;
      return key === undefined || key in SOURCES ? [] : [`${at}: ${key}`];
    });
    expect(wrong).toEqual([]);
  });

  test("every number is finite and not negative", () => {
    const odd = facts.filter(({ value }) => typeof value === "number" && !(Number.isFinite(value) && value >= 0));
    expect(odd.map(({ at }) => at)).toEqual([]);
  });

  test.each([
    ["behaviours", BEHAVIOURS],
    ["techniques", TECHNIQUES],
    ["memory rules", MEMORY_RULES],
    ["I/O paths", IO_PATHS],
    ["disks", DISKS],
    ["adapters", NICS],
  ] as const)("ids of %s are unique", (_, list) => {
    const ids = list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
