/** Plans that take long in a browser: how far they are, and every way to end one early. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browsing, browsing, largeEstate, openGroup, picture } from "./browsing.ts";
import { held } from "./held.ts";

describe("a plan that takes long", () => {
  let site: Browsing;
  let goals: string;
  /** By job: the moment that a page which said farewell to it has to come back ends when this is called. */
  const moments = new Map<string, () => void>();
  beforeAll(async () => {
    site = await browsing({ farewell: (job) => new Promise<void>((resolve) => moments.set(job, resolve)) });
    const stored = await fetch(`${site.server.url}/api/v1/inventories`, {
      method: "POST",
      // a large estate is read after it was acknowledged
      headers: { "Content-Type": "application/json", Prefer: "wait=60" },
      body: largeEstate(),
    });
    const { id } = (await stored.json()) as { id: string };
    goals = `/inventories/${id}/goals?target=esx-3.0%40hp-dl585-g1`;
  });
  afterAll(() => site.close());

  /** Start the plan in this page, its search so long that it ends only when it is ended; the job's address in the API. */
  async function begin(page: Page): Promise<string> {
    await page.goto(goals);
    await openGroup(page, "Search and replay");
    await page.getByLabel("Effort of the search").fill("600");
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.waitForURL("**/jobs/*");
    return `${site.server.url}/api/v1${new URL(page.url()).pathname}`;
  }

  const stateOf = async (job: string) => ((await (await fetch(job)).json()) as { state: string }).state;
  const isPlanning = (page: Page) => page.getByRole("status").filter({ hasText: "Planning: " }).waitFor();

  /** So many pages listened to this job and do so no more: their streams have ended for the server, too. */
  const haveLeft = (job: string, pages: number) =>
    expect
      .poll(() => site.server.log.filter(({ path }) => path === `${new URL(job).pathname}/events`))
      .toHaveLength(pages);

  /** A page has said farewell to this job, its moment is over, and the server looks whether it came back. */
  async function momentIsOver(job: string): Promise<void> {
    const id = job.split("/").at(-1) ?? "";
    await expect.poll(() => moments.has(id)).toBe(true);
    moments.get(id)?.();
  }

  it("tells how far it is in a polite live region and stops when asked", async () => {
    const { page, complaints, close } = await site.visit();
    const job = await begin(page);
    const status = page.getByRole("status");
    await status.filter({ hasText: /Planning: (sizing|packing|proving)/ }).waitFor();
    await picture(page, "job-running");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("status").filter({ hasText: "Cancelled." }).waitFor();
    expect(await stateOf(job)).toBe("cancelled");
    await picture(page, "job-cancelled");
    await page.getByRole("link", { name: "Back to the targets" }).click();
    await page.getByRole("heading", { name: "Choose targets" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it.each([true, false])("ends with its best plan so far when asked (script: %s)", async (javaScriptEnabled) => {
    const { page, complaints, close } = await site.visit({ javaScriptEnabled });
    const goOn = await held(page);
    await begin(page);
    await page.getByRole("button", { name: "Stop and take the best so far" }).click();
    goOn();
    await page.waitForURL("**/plans/*");
    await page.getByText(/The search (was stopped before its end|ended with its proof)/).waitFor();
    await picture(page, `plan-stopped-${javaScriptEnabled ? "script" : "no-script"}`);
    expect(complaints).toEqual([]);
    await close();
  });

  it("does not complain when the picture of the search is asked for after the end", async () => {
    const { page, complaints, close } = await site.visit();
    let tellFirst = () => {};
    const isOver = new Promise<void>((resolve) => {
      tellFirst = resolve;
    });
    // the page hears only that the job runs, and asks for the picture; by then the job is done and its page points away
    await page.route("**/events", async (route) => {
      await isOver;
      const running = { kind: "plan", state: "running", progressRatio: 0.5, hosts: 2, bound: 1, gapRatio: 1 };
      const body = `retry: 60000\n\nevent: job\ndata: ${JSON.stringify(running)}\n\n`;
      await route.fulfill({ status: 200, contentType: "text/event-stream", body });
    });
    const job = await begin(page);
    await fetch(`${job}/finish`, { method: "POST" });
    await expect.poll(() => stateOf(job)).toBe("succeeded");
    // the picture that came with the page is not drawn again before two seconds are over
    await page.waitForTimeout(2100);
    const asked = page.waitForRequest((request) => request.resourceType() === "fetch");
    tellFirst();
    await (await asked).response();
    await page.waitForTimeout(200);
    expect(complaints).toEqual([]);
    await close();
  });

  it("can be stopped without script", async () => {
    const { page, close } = await site.visit({ javaScriptEnabled: false });
    await held(page);
    const job = await begin(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled.").waitFor();
    expect(await stateOf(job)).toBe("cancelled");
    await close();
  });

  it("is cancelled when the page that started it is closed", async () => {
    const { page, close } = await site.visit();
    const job = await begin(page);
    await isPlanning(page);
    await page.close({ runBeforeUnload: false });
    await haveLeft(job, 1);
    await momentIsOver(job);
    await expect.poll(() => stateOf(job)).toBe("cancelled");
    await close();
  });

  it("goes on when its page is only reloaded", async () => {
    const { page, close } = await site.visit();
    const listens = () => page.waitForResponse("**/events");
    const [first, job] = await Promise.all([listens(), begin(page)]);
    const [second] = await Promise.all([listens(), page.reload()]);
    expect(second).not.toBe(first);
    await momentIsOver(job);
    await isPlanning(page);
    expect(await stateOf(job)).toBe("running");
    await fetch(job, { method: "DELETE" });
    await close();
  });

  it("is not cancelled by somebody who only looked on", async () => {
    const { page, close } = await site.visit();
    const job = await begin(page);
    const onlooker = await site.visit();
    await onlooker.page.goto(page.url());
    await isPlanning(onlooker.page);
    await onlooker.page.close();
    // the page that started it says farewell after that, and nobody did before
    await page.close({ runBeforeUnload: false });
    await haveLeft(job, 2);
    await momentIsOver(job);
    await expect.poll(() => stateOf(job)).toBe("cancelled");
    const farewells = () =>
      site.server.log.filter(({ path }) => path === `${new URL(job).pathname.replace("/api/v1", "")}/cancel`);
    await expect.poll(farewells).toHaveLength(1);
    await onlooker.close();
    await close();
  });
});
