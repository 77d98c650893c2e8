/** One estate through every door: form, API, command line and library give the same plan, byte for byte. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type PlanResult, plan } from "hostwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importInventory } from "#inventory";
import { requestOf } from "#planner";
import { DOOR_CASES, type DoorCase } from "../../support/door-cases.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { answered, scratch } from "../cli/hostwright.ts";
import { finishedJob, json, planOf, post, postJson, upload } from "./calls.ts";

let server: TestServer;
const place = scratch();
const inPlace = (name: string) => path.join(place.folder, name);
beforeAll(async () => {
  server = await testServer();
});
afterAll(async () => {
  await server.close();
  place.remove();
});

const textOf = async (address: string) =>
  (await fetch(`${server.url}${address}`, { headers: { Accept: "application/json" } })).text();

async function byForm({ file, fields }: DoorCase): Promise<string> {
  const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body: upload([file]) });
  const inventory = (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "";
  const started = await post(server, "/plans", [["inventory", inventory], ...fields]);
  expect(started.status).toBe(303);
  const jobId = new URL(started.headers.get("Location") ?? "", server.url).pathname.split("/").at(-1);
  return await textOf(planOf(await finishedJob(server, `/api/v1/jobs/${jobId}`)));
}

async function byFileInMessage({ file, rest }: DoorCase): Promise<string> {
  const body = upload([file], { request: JSON.stringify(rest) });
  const started = await fetch(`${server.url}/api/v1/plans`, { method: "POST", body });
  expect(started.status).toBe(202);
  return await textOf(planOf(await finishedJob(server, started.headers.get("Location") ?? "")));
}

async function byFileBefore({ file, rest }: DoorCase): Promise<string> {
  const stored = await fetch(`${server.url}/api/v1/inventories?name=${file.name}`, {
    method: "POST",
    headers: { "Content-Type": file.type },
    body: Buffer.from(file.bytes),
  });
  expect(stored.status).toBe(201);
  const { id } = await json<{ id: string }>(stored);
  const started = await postJson(server, `/api/v1/plans?inventory=${id}`, rest, { Prefer: "wait=30" });
  expect([started.status, started.headers.get("Preference-Applied")]).toEqual([201, "wait=30"]);
  const text = await started.text();
  expect(await textOf(started.headers.get("Location") ?? "")).toBe(text);
  return text;
}

async function byOneRequest({ file, rest }: DoorCase): Promise<string> {
  const request = requestOf(await importInventory([file]), rest);
  return await (await postJson(server, "/api/v1/plans", request, { Prefer: "wait=30" })).text();
}

async function byCommand({ file, options }: DoorCase): Promise<string> {
  writeFileSync(inPlace(file.name), file.bytes);
  const written = (name: string, value: unknown) => {
    writeFileSync(inPlace(`${name}.json`), JSON.stringify(value));
    return inPlace(`${name}.json`);
  };
  const { stdout, stderr } = await answered(["plan", "--inventory", inPlace(file.name), "--json", ...options(written)]);
  expect(stdout, stderr).toMatch(/^\{/);
  return JSON.stringify((JSON.parse(stdout) as { result: unknown }).result);
}

/** What each case is there for: a plan without it would show nothing. */
function meant({ name }: DoorCase, result: PlanResult): void {
  const { summary, money, moves, unplaced } = result;
  if (name.startsWith("rules")) {
    expect(summary).toMatchObject({ placed: 9, unplaced: 1 });
    expect(unplaced).toHaveLength(1);
  } else if (name.startsWith("few moves")) {
    // everything joins the two on esx-b
    expect([summary.hostsUsed, moves?.today.hosts, moves?.list.length]).toEqual([1, 3, 2]);
  } else {
    expect(summary).toMatchObject({ placed: 10, excluded: 1, unplaced: 0 });
    if (name.startsWith("room")) expect(money?.currency).toBe("EUR");
  }
}

describe.each(DOOR_CASES)("$name", (one) => {
  let expected: string;
  beforeAll(async () => {
    const result = await plan(requestOf(await importInventory([one.file]), one.rest));
    meant(one, result);
    expected = JSON.stringify(result);
  });

  it.each([
    ["the form", byForm],
    ["the API, the file in the message", byFileInMessage],
    ["the API, the file handed in before", byFileBefore],
    ["the API, as one JSON request", byOneRequest],
    ["the command line, by options and files", byCommand],
  ])("is the library's plan through %s", async (_door, through) => {
    expect(await through(one)).toBe(expected);
  });
});
