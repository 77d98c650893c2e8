/** A body as one file that needs neither script nor network, to keep, mail and print. */
import { createHash } from "node:crypto";
import { styleSheet } from "./style/index.ts";
import { template } from "./templates.ts";

/** What the page around a body needs. */
export interface PageParts {
  readonly title: string;
  /** What it is, for the window's title: "plan report". */
  readonly what: string;
  /** Complete, escaped markup. */
  readonly body: string;
  readonly engine: string;
}

/** The whole HTML; its policy allows its own style and nothing else. */
export function onePage(parts: PageParts): string {
  const css = styleSheet();
  const hash = createHash("sha256").update(css).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return template("page")({ ...parts, css, policy });
}
