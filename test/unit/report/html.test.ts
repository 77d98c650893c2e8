/** The one-file report. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pictures, reportBody, reportHtml } from "#report";
import { reportView } from "#planner/report/index.ts";
import { samplePlan } from "../../support/plan-document.ts";

const html = reportHtml(samplePlan());

describe("the one-file report", () => {
  it("is a whole page with language, viewport, skip link and one h1", () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html).toContain('<a class="skip" href="#main">');
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });

  it("needs no script, no network and no style attribute", () => {
    expect(html).not.toMatch(/<script|<link|<img| style="| on[a-z]+="|@import|url\(/);
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\//);
  });

  it("allows its own style sheet by hash and nothing else", () => {
    const css = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(css).digest("base64");
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  it("has unique ids and links only to ids it has", () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it("gives every scrolling box a name of its own and the keyboard a way in", () => {
    const boxes = [...html.matchAll(/<div class="(?:table|picture)-box"([^>]*)>/g)].map((found) => found[1] ?? "");
    for (const box of boxes) expect(box).toMatch(/tabindex="0" role="region" aria-label="[^"]+"/);
    expect(new Set(boxes).size).toBe(boxes.length);
  });

  it("is the same bytes for the same plan", () => {
    expect(reportHtml(samplePlan())).toBe(html);
  });

  it("escapes every text of the user", () => {
    const nasty = reportHtml(samplePlan({ name: "<b>&\"'", firstName: "<img src=x onerror=alert(1)>" }));
    expect(nasty).not.toContain("<b>");
    expect(nasty).not.toContain("<img");
    expect(nasty).toContain("<h1>&lt;b&gt;&amp;&quot;&#x27;</h1>");
  });
});

describe("the report body", () => {
  const body = (options: Parameters<typeof samplePlan>[0]) => {
    const document = samplePlan(options);
    return reportBody(reportView(document), pictures(document));
  };

  it("answers with status, bound, heat and time sharing", () => {
    const text = body({});
    expect(text).toContain("5 of 53 workloads could not be placed");
    expect(text).toContain("No plan can use fewer than 5 hosts");
    expect(text).toMatch(/[\d,]+ BTU\/h/);
    expect(text).toContain("would take 9 hosts; packing by profile takes 6.");
  });

  it("fits into a page: no h1, no main, no document", () => {
    expect(body({})).not.toMatch(/<h1|<main|<html|<style/);
  });

  it("leaves out sections that have nothing to say, and their links", () => {
    const document = samplePlan({ unplaced: 0 });
    const bare = { request: { ...document.request, findings: [] }, result: { ...document.result, excluded: [] } };
    const text = reportBody(reportView(bare), []);
    for (const id of ["why-not", "findings", "pictures"]) expect(text).not.toContain(`#${id}`);
    expect(text).toContain('href="#hosts"');
  });

  it("has a today column only when today is known", () => {
    expect(body({})).toContain('<th scope="col">Today</th>');
    const document = samplePlan({ hasBefore: false });
    expect(reportBody(reportView(document), [])).not.toContain("Today");
  });
});
