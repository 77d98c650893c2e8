import { describe, expect, test } from "vitest";
import { cycles, importEdges, productSources } from "./import-graph.ts";
import { WALLS } from "./walls.ts";

const edges = importEdges(productSources());

describe("walls", () => {
  test("the graph is really read: planner imports models, doors import the planner", () => {
    expect(edges.length).toBeGreaterThan(300);
    expect(edges).toContainEqual({ from: "planner/decide.ts", to: "planner/pack/index.ts", isDynamic: false });
    expect(edges.some(({ from, to }) => from.startsWith("web/") && to === "planner/index.ts")).toBe(true);
  });

  test.each(WALLS)("$name: $because", (wall) => {
    expect(edges.filter((edge) => wall.forbids(edge))).toEqual([]);
  });

  test.each(WALLS)("$name: a planted breach is caught", (wall) => {
    expect(wall.forbids(wall.breach)).toBe(true);
    expect([...edges, wall.breach].filter((edge) => wall.forbids(edge))).toEqual([wall.breach]);
  });

  test("no import cycles", () => {
    expect(cycles(edges)).toEqual([]);
  });

  test("a planted cycle is found", () => {
    const loop = [
      { from: "a.ts", to: "b.ts", isDynamic: false },
      { from: "b.ts", to: "c.ts", isDynamic: false },
      { from: "c.ts", to: "a.ts", isDynamic: false },
    ];
    expect(cycles(loop)).toEqual([["a.ts", "b.ts", "c.ts", "a.ts"]]);
  });
});
