import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withGuardedForms } from "../../../web/form-views.ts";
import { loadViews } from "../../../web/views.ts";

const FOLDER = new URL("../../../web/views/", import.meta.url);
const templates = readdirSync(FOLDER).map((file) => [file, readFileSync(new URL(file, FOLDER), "utf8")] as const);
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

describe("forms of the views", () => {
  it("say how they are sent, and those that post are each found whole", () => {
    for (const [file, text] of templates) {
      const [all, posting, reading] = [/<form\b/g, /<form\b[^>]*method="post"/g, /<form\b[^>]*method="get"/g].map(
        (one) => count(text, one),
      );
      expect([file, all]).toEqual([file, (posting ?? 0) + (reading ?? 0)]);
      expect([file, count(withGuardedForms(text), /name="form-token"/g)]).toEqual([file, posting]);
    }
    expect(templates.reduce((sum, [, text]) => sum + count(text, /<form\b[^>]*method="post"/g), 0)).toBeGreaterThan(15);
  });

  it("become what cannot be sent for who may only read, apart from signing in and out", () => {
    const guarded = withGuardedForms(
      '<form method="post" action="/a" id="b">x</form> <form method="post" action="/logout">y</form>',
    );
    expect(guarded).toContain(
      '{{else}}<fieldset class="read-only" disabled>{{/changing}}x{{#changing}}</form>{{else}}</fieldset>',
    );
    expect(guarded).toMatch(/\/changing\}\} <form method="post" action="\/logout">/);
  });

  it("are as they were where there are no accounts", () => {
    const html = loadViews().page("start", { title: "t", problems: [], errorAt: {} });
    expect(html).toContain('<form method="post" action="/inventories" enctype="multipart/form-data">\n<div');
    expect(html).not.toMatch(/form-token|read-only|signed in to read/);
  });
});
