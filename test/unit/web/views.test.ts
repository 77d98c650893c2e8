import { describe, expect, it } from "vitest";
import { loadViews } from "../../../web/views.ts";

const views = loadViews();

describe("the views", () => {
  it("escape what users write, in pages and in titles", () => {
    const html = views.page("error", {
      title: "<script>1</script>",
      detail: '"><img src=x>',
      meaning: "&",
      requestId: "'",
    });
    expect(html).not.toContain("<script>1");
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;script&gt;");
  });

  it("carry no inline style, script or handler, which the policy would block", () => {
    const html = views.page("start", { title: "t", problems: [], errorAt: {} });
    expect(html).not.toMatch(/ style=| on[a-z]+=|<style|<script(?![^>]* src=)/);
  });

  it("say an error in the title when the page has problems", () => {
    expect(views.page("start", { title: "t", problems: [{ text: "x" }], errorAt: {} })).toContain("<title>Error: t");
  });

  it("refuse a view that is not there", () => {
    expect(() => views.page("nothing", { title: "t" })).toThrow('no view "nothing"');
  });
});
