/** One estate through every door: the same plan, byte for byte. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importInventory } from "#inventory";
import { packingContext } from "#jobs";
import { decodeRequest, plan, requestOf } from "#planner";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { answered, scratch } from "../cli/hostwright.ts";
import { XLSX, finishedJob, json, planOf, post, postJson, upload } from "./calls.ts";

const FILE = { name: "estate.xlsx", bytes: rvtoolsWorkbook() };
const TARGET = { platform: "esx-3.0", hostType: "hp-dl585-g1" };
const REST = { targets: [TARGET], goals: { utilizationCeilingRatio: 0.7, growthPercent: 12.5, effortSeconds: 0.5 } };

/** The form's fields that say the same; all others stay as the page has them. */
const FORM: readonly (readonly [string, string])[] = [
  ["target", "esx-3.0@hp-dl585-g1"],
  ["utilizationCeilingPercent", "70"],
  ["growthPercent", "12.5"],
  ["effortSeconds", "0.5"],
  ["timeModel", "week"],
  ["resizePhysical", "1"],
  ["cooling", "pue"],
  ["pue", "1.56"],
  ["supplyAirC", "20"],
  ["name", "plan"],
  ["seed", "1"],
];

describe("one estate through form, API and library", () => {
  let server: TestServer;
  let expected: string;
  beforeAll(async () => {
    server = await testServer();
    const context = await packingContext();
    const request = decodeRequest(requestOf(await importInventory([FILE]), REST), context);
    const result = plan(request, context);
    // 12 machines: one without memory is not read, one is powered off, the others fit
    expect(result.summary).toMatchObject({ placed: 10, excluded: 1, unplaced: 0 });
    expected = JSON.stringify(result);
  });
  afterAll(() => server.close());

  const textOf = async (path: string) =>
    (await fetch(`${server.url}${path}`, { headers: { Accept: "application/json" } })).text();

  it("gives the library's plan through the form", async () => {
    const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body: upload([FILE]) });
    const inventory = (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "";
    const started = await post(server, "/plans", [["inventory", inventory], ...FORM]);
    expect(started.status).toBe(303);
    const jobId = new URL(started.headers.get("Location") ?? "", server.url).pathname.split("/").at(-1);
    const job = await finishedJob(server, `/api/v1/jobs/${jobId}`);
    expect(await textOf(planOf(job))).toBe(expected);
  });

  it("gives it through the API with the file in the message", async () => {
    const body = upload([FILE], { request: JSON.stringify(REST) });
    const started = await fetch(`${server.url}/api/v1/plans`, { method: "POST", body });
    expect(started.status).toBe(202);
    const job = await finishedJob(server, started.headers.get("Location") ?? "");
    expect(await textOf(planOf(job))).toBe(expected);
  });

  it("gives it through the API with the file handed in before, raw", async () => {
    const stored = await fetch(`${server.url}/api/v1/inventories?name=estate.xlsx`, {
      method: "POST",
      headers: { "Content-Type": XLSX },
      body: Buffer.from(FILE.bytes),
    });
    expect(stored.status).toBe(201);
    const { id } = await json<{ id: string }>(stored);
    const started = await postJson(server, `/api/v1/plans?inventory=${id}`, REST, { Prefer: "wait=30" });
    expect(started.status).toBe(201);
    expect(started.headers.get("Preference-Applied")).toBe("wait=30");
    expect(await started.text()).toBe(expected);
    expect(await textOf(started.headers.get("Location") ?? "")).toBe(expected);
  });

  it("gives it through the API as one JSON request", async () => {
    const request = requestOf(await importInventory([FILE]), REST);
    const started = await postJson(server, "/api/v1/plans", request, { Prefer: "wait=30" });
    expect(await started.text()).toBe(expected);
  });
});

/** The estate with a room, a tariff by the hour, a licence, carbon and money: as JSON, as the form, on the command line. */
const DAY = Array.from({ length: 24 }, (_, hour) => (hour >= 7 && hour < 20 ? 0.14 : 0.08));
const LICENCES = [{ id: "agent", workloads: ["vm-001"], perHost: 150, isYearly: true }];
const MONEY = {
  currency: "EUR",
  discountPercent: 8,
  hardware: { supportPercent: 12 },
  space: { perRackYear: 6000 },
  admin: { perHostYear: 1500 },
  migration: { hoursPerWorkload: 10, perHour: 80 },
  today: { perHostYear: 800 },
};
const RICH: Parameters<typeof requestOf>[1] = {
  targets: [{ ...TARGET, hostPrice: 9000 }],
  goals: { effortSeconds: 0.5, costYears: 4, simulatedHosts: 0 },
  facility: {
    cooling: "cop",
    supplyAirC: 22,
    inletClass: "A1",
    racks: { units: 42, circuit: { volts: 208, amps: 30, phases: 3 }, maxCount: 9 },
    coolingUnits: { capacityKW: 30 },
    carbon: { gramsPerKWh: 420, hasEmbodied: true },
    idleHosts: "off",
  },
  tariffPerKWh: DAY,
  licences: LICENCES,
  money: MONEY,
};

const RICH_FORM: readonly (readonly [string, string])[] = [
  ["target", "esx-3.0@hp-dl585-g1$9000"],
  ["effortSeconds", "0.5"],
  ["costYears", "4"],
  ["simulatedHosts", "0"],
  ["timeModel", "week"],
  ["resizePhysical", "1"],
  ["cooling", "cop"],
  ["pue", "1.56"],
  ["supplyAirC", "22"],
  ["inletClass", "A1"],
  ["rackUnits", "42"],
  ["rackCircuit", "208V30A3ph"],
  ["racks", "9"],
  ["coolingUnitKW", "30"],
  ["grid", "420"],
  ["hasEmbodied", "1"],
  ["areIdleHostsOff", "1"],
  ["tariffPerKWh", DAY.join(", ")],
  ["licences", JSON.stringify(LICENCES)],
  ["currency", "EUR"],
  ["discountPercent", "8"],
  ["supportPercent", "12"],
  ["perRackYear", "6000"],
  ["adminPerHostYear", "1500"],
  ["hoursPerWorkload", "10"],
  ["migrationPerHour", "80"],
  ["todayPerHostYear", "800"],
  ["name", "plan"],
  ["seed", "1"],
];

describe("room, energy and money through form, API and command line", () => {
  const place = scratch();
  const file = (name: string) => path.join(place.folder, name);
  let server: TestServer;
  let expected: string;
  beforeAll(async () => {
    server = await testServer();
    const context = await packingContext();
    expected = JSON.stringify(plan(decodeRequest(requestOf(await importInventory([FILE]), RICH), context), context));
    writeFileSync(file(FILE.name), FILE.bytes);
    writeFileSync(file("licences.json"), JSON.stringify(LICENCES));
    writeFileSync(file("money.json"), JSON.stringify(MONEY));
  });
  afterAll(async () => {
    await server.close();
    place.remove();
  });

  it("gives the library's plan through the form", async () => {
    const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body: upload([FILE]) });
    const inventory = (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "";
    const started = await post(server, "/plans", [["inventory", inventory], ...RICH_FORM]);
    expect(started.status).toBe(303);
    const jobId = new URL(started.headers.get("Location") ?? "", server.url).pathname.split("/").at(-1);
    const job = await finishedJob(server, `/api/v1/jobs/${jobId}`);
    const answer = await fetch(`${server.url}${planOf(job)}`, { headers: { Accept: "application/json" } });
    expect(await answer.text()).toBe(expected);
  });

  it("gives it through the API", async () => {
    const body = upload([FILE], { request: JSON.stringify(RICH) });
    const started = await fetch(`${server.url}/api/v1/plans`, { method: "POST", body, headers: { Prefer: "wait=30" } });
    expect(await started.text()).toBe(expected);
  });

  it("gives it on the command line, by options and files", async () => {
    const { code, stdout } = await answered([
      "plan",
      "--inventory",
      file(FILE.name),
      "--target",
      "esx-3.0@hp-dl585-g1",
      "--host-price",
      "9000",
      "--effort",
      "0.5",
      "--years",
      "4",
      "--replay",
      "0",
      "--json",
      "--supply-air",
      "22",
      "--inlet",
      "A1",
      "--rack-units",
      "42",
      "--rack-circuit",
      "208V30A3ph",
      "--racks",
      "9",
      "--cooling-unit-kw",
      "30",
      "--grid",
      "420",
      "--embodied",
      "--idle-hosts",
      "off",
      "--tariff",
      DAY.join(","),
      "--licences",
      file("licences.json"),
      "--money",
      file("money.json"),
    ]);
    expect(code).toBe(0);
    expect(JSON.stringify((JSON.parse(stdout) as { result: unknown }).result)).toBe(expected);
  });
});
