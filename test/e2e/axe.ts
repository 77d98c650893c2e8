/** Accessibility by axe-core, for tests in a browser. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Violations on the page, once it is loaded, each with its first places; evaluated from outside, so the page's policy stays as it is. */
export async function violationsOn(page: Page, rules: object = {}): Promise<readonly string[]> {
  await page.waitForLoadState();
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, ${JSON.stringify(rules)})`,
  );
  return violations.map(
    (one) =>
      `${one.id}: ${one.help}\n${one.nodes
        .slice(0, 3)
        .map((node) => `  ${node.html.slice(0, 200)} ${node.failureSummary ?? ""}`)
        .join("\n")}`,
  );
}

/** Dark pages differ from light ones in colours only, so only contrast is asked again. */
export const CONTRAST = { runOnly: ["color-contrast"] };

/** How pages are looked at: light and dark, on a desk and on a phone. */
export const VIEWS = [
  { name: "light-desktop", rules: {}, options: { colorScheme: "light", viewport: { width: 1280, height: 900 } } },
  { name: "dark-desktop", rules: CONTRAST, options: { colorScheme: "dark", viewport: { width: 1280, height: 900 } } },
  { name: "light-390", rules: {}, options: { colorScheme: "light", viewport: { width: 390, height: 844 } } },
  { name: "dark-390", rules: CONTRAST, options: { colorScheme: "dark", viewport: { width: 390, height: 844 } } },
] as const;
