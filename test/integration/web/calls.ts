/** How tests speak to the server: as a form, as a program. */
import type { TestServer } from "../../support/web-server.ts";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Name and value pairs as a posted form; redirects are shown, not followed. */
export const post = (server: TestServer, path: string, fields: readonly (readonly [string, string])[], headers = {}) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    redirect: "manual",
    headers,
    body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
  });

/** Files in the field that inventories come in. */
export function upload(
  files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[],
  extra: Record<string, string> = {},
): FormData {
  const form = new FormData();
  for (const { name, bytes } of files) form.append("inventory", new Blob([Buffer.from(bytes)]), name);
  for (const [name, value] of Object.entries(extra)) form.append(name, value);
  return form;
}

/** A JSON body. */
export const postJson = (server: TestServer, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** The JSON of an answer, as the type the test expects. */
export const json = async <T = Record<string, unknown>>(answer: Response): Promise<T> => (await answer.json()) as T;

/** Ask until the job is over; its last JSON. */
export async function finishedJob(server: Pick<TestServer, "url">, location: string): Promise<Record<string, unknown>> {
  for (;;) {
    const job = await json(await fetch(`${server.url}${location}`));
    if (job["state"] !== "queued" && job["state"] !== "running") return job;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** The plan a job has made, by its link. */
export const planOf = (job: Record<string, unknown>): string => (job["links"] as { readonly plan: string }).plan;

/** Where a page leads, in the order of the page; fragments and the server's own files left out. */
export const linksIn = (html: string): readonly string[] =>
  [...html.matchAll(/ (?:href|action)="([^"]*)"/g)]
    .map((found) => (found[1] ?? "").replaceAll("&amp;", "&").replaceAll("&#x3D;", "="))
    .filter((href) => !href.startsWith("#") && !/\.(?:css|svg|js)$/.test(href));
