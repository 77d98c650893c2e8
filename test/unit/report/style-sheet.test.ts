/**
 * The style sheet keeps its promises: every class the report uses exists, and colours contrast as WCAG 2.2 asks (text
 * 4.5:1, lines and areas that carry meaning 3:1), by its formula of relative luminance.
 */
import { describe, expect, it } from "vitest";
import { reportHtml, styleSheet } from "#report";
import { sampleDemandOf, samplePlan } from "../../support/plan-document.ts";

const css = styleSheet();

type Palette = Readonly<Record<string, string>>;

const coloursIn = (block: string): Palette =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((found) => [found[1] ?? "", found[2] ?? ""]),
  );

const [light = "", dark = "", paper = ""] = [...css.matchAll(/:root \{([^}]*)\}/g)].map((found) => found[1] ?? "");
const THEMES = [
  ["light", coloursIn(light)],
  ["dark", { ...coloursIn(light), ...coloursIn(dark) }],
  ["print", { ...coloursIn(light), ...coloursIn(paper) }],
] as const;

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const of = (palette: Palette, name: string): string => {
  const colour = palette[name];
  if (colour === undefined) throw new Error(`the style sheet has no colour --${name}`);
  return colour;
};

describe.each(THEMES)("colours in %s", (_, palette) => {
  it.each([
    ["ink", "paper"],
    ["ink", "raised"],
    ["ink", "accent-wash"],
    ["ink", "good-wash"],
    ["ink", "warn-wash"],
    ["ink", "bad-wash"],
    ["soft", "paper"],
    ["soft", "raised"],
    ["accent", "paper"],
    ["accent", "raised"],
    ["accent-ink", "accent"],
    ["bad", "paper"],
    ["warn", "paper"],
    ["good", "paper"],
  ])("text %s on %s is at least 4.5:1", (text, ground) => {
    expect(contrast(of(palette, text), of(palette, ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["edge", "focus", "today", "accent", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"])(
    "%s stands out from the page at least 3:1",
    (name) => {
      expect(contrast(of(palette, name), of(palette, "paper"))).toBeGreaterThanOrEqual(3);
    },
  );

  it("run one way from light to dark over the heat scale", () => {
    const scale = Array.from({ length: 10 }, (__, step) => luminance(of(palette, `h${step}`)));
    const steps = scale.slice(1).map((value, i) => Math.sign(value - (scale[i] ?? 0)));
    expect(new Set(steps).size).toBe(1);
  });
});

describe("classes", () => {
  it("of the report are all in the style sheet", () => {
    const document = samplePlan();
    const html = reportHtml(document, { demandOf: sampleDemandOf(document) });
    const used = new Set([...html.matchAll(/ class="([^"]+)"/g)].flatMap((found) => (found[1] ?? "").split(" ")));
    const plain = new Set(["finding", "finding-error", "finding-warning", "finding-info"]);
    for (const name of used) if (!plain.has(name)) expect(css, `class ${name}`).toContain(`.${name}`);
  });

  it("ask for nothing from the network and stay within reach of a strict policy", () => {
    expect(css).not.toMatch(/@import|url\(|<\/style/);
  });
});
