/** A page by its Tab key: what has the focus, and on to where it is wanted. */
import type { Page } from "playwright-core";

/** More stops than any page of the form has. */
const MOST_STOPS = 150;

/** What has the focus: its label, text or legend, as people know it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const element = document.activeElement;
    const group = element?.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
    const label = element?.labels?.[0]?.textContent ?? element?.textContent ?? "";
    return (group + " > " + label).trim();
  })()`);

/** Press Tab until `wanted` has the focus. */
export async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    if (wanted.test(await focused(page))) return;
  }
  throw new Error(`Tab never came to ${wanted}`);
}
