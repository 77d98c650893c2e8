/** A page by its Tab key: what has the focus, and on to where it is wanted. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

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

/** A browser takes what is typed within a second of the key before for the same word. */
const MS_TO_A_NEW_WORD = 1500;

/** Choose in the list that has the focus by typing words; anew where the machine paused so long that they were taken apart. */
export async function typeChoice(page: Page, words: string): Promise<void> {
  const chosen = "document.activeElement.selectedOptions[0].textContent.trim()";
  const typed = async () => {
    await page.keyboard.type(words);
    return await page.evaluate<string>(chosen);
  };
  await expect.poll(typed, { interval: MS_TO_A_NEW_WORD }).toContain(words);
}
