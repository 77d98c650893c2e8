/**
 * Progress pages go on by themselves when their jobs are over: with script by the job's events, without by asking again.
 * Held, they hear nothing and get no other page, so that they can be looked at and clicked in whatever time that takes.
 */
import type { Page } from "playwright-core";

/** Hold the page still from its first look at a job on; the function lets the pages after it go on. */
export async function held(page: Page): Promise<() => void> {
  const { promise: isOver, resolve } = Promise.withResolvers<void>();
  let isHeld = true;
  await page.route("**/events", (route) => isOver.then(() => route.continue()));
  // a page comes to its job by a redirect, which no route meets: what asks for it anew is the page asking again
  await page.route(/\/jobs\/[^/]+$/, async (route) => {
    // "no content" leaves the page that there is; an answer that is long in coming would keep playwright from clicking
    if (isHeld && route.request().method() === "GET") await route.fulfill({ status: 204 });
    else await route.continue();
  });
  return () => {
    isHeld = false;
    resolve();
  };
}
