/** The plan as a PDF: what readers of the file rely on, and the pictures' colours. */
import { Buffer } from "node:buffer";
import { beforeAll, describe, expect, it } from "vitest";
import { pictures, planPdf } from "#report";
import { sizeOf } from "../../../report/pdf/draw-svg.ts";
import { printStyles } from "../../../report/pdf/styles.ts";
import { samplePlan } from "../../support/plan-document.ts";

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

describe("the PDF of a plan", () => {
  let bytes: Uint8Array;
  let text: string;
  beforeAll(async () => {
    bytes = await planPdf(samplePlan());
    text = Buffer.from(bytes).toString("latin1");
  });

  it("is a tagged document with a language, a title that is shown, and A4 pages", () => {
    expect(text.startsWith("%PDF-1.7")).toBe(true);
    expect(text).toContain("/Marked true");
    expect(text).toContain("/Lang (en)");
    expect(text).toContain("/DisplayDocTitle true");
    expect(text).toContain("(Sample estate)");
    expect(text).toContain("/MediaBox [0 0 595.28 841.89]");
  });

  it("has a bookmark per section", () => {
    for (const title of ["Summary", "Pictures", "Hosts", "Placement", "Why not", "Assumptions and sources", "About"]) {
      expect(text).toContain(`/Title (${title})`);
    }
  });

  it("describes every picture, and draws it: no bitmap is in it", () => {
    expect(count(text, /\/S \/Figure/g)).toBe(pictures(samplePlan()).length);
    expect(count(text, /\/Alt \(/g)).toBe(pictures(samplePlan()).length);
    expect(text).not.toContain("/Subtype /Image");
  });

  it("marks tables as tables: a row per workload of the placement", () => {
    // 54 workloads in the placement alone, and heading cells in every table
    expect(count(text, /\/S \/TR/g)).toBeGreaterThan(54);
    expect(count(text, /\/S \/TH/g)).toBeGreaterThan(6);
  });

  it("has the same bytes for the same plan, and others for another", async () => {
    expect(Buffer.compare(await planPdf(samplePlan()), bytes)).toBe(0);
    expect(Buffer.compare(await planPdf(samplePlan({ firstName: "other" })), bytes)).not.toBe(0);
  });

  it.each(["=1+1", ")>> /JS (x)", "x".repeat(200), "名前", "\u{1F600}"])("takes the name %s", async (firstName) => {
    const made = await planPdf(samplePlan({ firstName, hosts: 1, unplaced: 0, timeModel: "day" }));
    const written = Buffer.from(made).toString("latin1");
    expect(written.trimEnd().endsWith("%%EOF")).toBe(true);
    expect(written).not.toContain("/JS (x)");
  });
});

describe("the pictures in print", () => {
  it("have the colours of the printed style sheet", () => {
    const styles = printStyles();
    expect(styles.get("heat-0")?.fill).toBe("#fff3d8");
    expect(styles.get("chart-text")).toMatchObject({ fill: "#000000", fontSize: 12 });
    expect(styles.get("chart-ceiling")).toMatchObject({ stroke: "#000000", strokeWidth: 1.5, dashes: [7, 5] });
  });

  it("use no class that the style sheet leaves without a word", () => {
    const styles = printStyles();
    const used = pictures(samplePlan())
      .flatMap(({ svg }) => [...svg.matchAll(/<(?:rect|line|path|circle) [^>]*class="([^"]*)"/g)])
      .map(([, names = ""]) => names);
    expect(used.filter((names) => !names.split(" ").some((name) => styles.has(name)))).toEqual([]);
  });

  it("say how large they are", () => {
    expect(sizeOf('<svg viewBox="0 0 960 316">')).toEqual({ width: 960, height: 316 });
    expect(() => sizeOf("<svg>")).toThrow("no view box");
  });
});
