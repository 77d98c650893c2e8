/** Room, energy and carbon as typed on the command line, and the facility they make. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { InvalidArgumentError } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Facility, InvalidInput } from "#planner";
import { UsageError } from "../../../cli/exit.ts";
import { circuitIn } from "../../../cli/options/circuits.ts";
import { facilityWith } from "../../../cli/options/facility.ts";
import { hourlyIn, hourlyOf } from "../../../cli/options/hourly.ts";
import { scratch } from "../../integration/cli/hostwright.ts";

const place = scratch();
const file = (name: string) => path.join(place.folder, name);
const DAY = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 0.14 : 0.08));

beforeAll(() => {
  writeFileSync(file("day.csv"), `hour,price\n${DAY.map((price, hour) => `${hour},${price}`).join("\n")}\n`);
  writeFileSync(file("list.csv"), DAY.join(";"));
  writeFileSync(file("day.json"), JSON.stringify({ tariffPerKWh: DAY }));
  writeFileSync(file("week.json"), JSON.stringify(Array.from({ length: 168 }, () => 0.1)));
  writeFileSync(file("short.csv"), DAY.slice(1).join("\n"));
  writeFileSync(file("below.json"), JSON.stringify([...DAY.slice(1), -0.1]));
  writeFileSync(file("words.csv"), "hour,price\n0,cheap\n");
  writeFileSync(
    file("room.yaml"),
    "cooling: cop\nsupplyAirC: 18\nups: { losses: modern }\nracks: { units: 47, reservedUnits: 3 }\ncarbon: { grid: france }\n",
  );
  writeFileSync(file("wrong.yaml"), "facility: { cooling: pue, pue: 0.9 }\n");
});
afterAll(place.remove);

describe("--rack-circuit", () => {
  it.each([
    ["208V30A3ph", { volts: 208, amps: 30, phases: 3 }],
    ["230 V 16 A", { volts: 230, amps: 16, phases: 1 }],
    ["8.6kW", { kW: 8.6 }],
  ])("reads %s", (text, circuit) => {
    expect(circuitIn(text)).toEqual(circuit);
  });

  it.each(["208V30A4ph", "0kW", "-3kW", "208V0A3ph", "12V30A1ph", "30A", "208V", ""])(
    "refuses %j with the value and the bound",
    (text) => {
      expect(() => circuitIn(text)).toThrow(InvalidArgumentError);
      expect(() => circuitIn(text)).toThrow(`"${text}" is no circuit: expected one such as 208V30A3ph`);
    },
  );
});

const TARIFF = { option: "--tariff", key: "tariffPerKWh", what: "prices" };
const tariff = async (text: string) => await hourlyOf(hourlyIn("prices")(text), TARIFF);

describe("--tariff", () => {
  it("reads one price, 24 with commas, and files of 24 or 168", async () => {
    expect(await tariff("0.12")).toBe(0.12);
    expect(await tariff(DAY.join(","))).toEqual(DAY);
    expect(await tariff(file("day.csv"))).toEqual(DAY);
    expect(await tariff(file("list.csv"))).toEqual(DAY);
    expect(await tariff(file("day.json"))).toEqual(DAY);
    expect(await tariff(file("week.json"))).toHaveLength(168);
  });

  it("says how many prices there were and how many there must be", async () => {
    const bound = "23 prices, expected 1, 24 (a day) or 168 (a week from Monday 0:00)";
    expect(() => hourlyIn("prices")(DAY.slice(1).join(","))).toThrow(bound);
    const problems = await tariff(file("short.csv")).catch((error: unknown) => (error as InvalidInput).problems);
    expect(problems).toEqual([{ pointer: `--tariff ${file("short.csv")}`, code: "invalid", detail: bound }]);
  });

  it("names the entry of a file that is no price", async () => {
    await expect(tariff(file("below.json"))).rejects.toThrow("entry 24 is -0.1");
    await expect(tariff(file("words.csv"))).rejects.toThrow("entry 1 is cheap");
    await expect(tariff(file("nowhere.csv"))).rejects.toThrow("no such file");
    expect(() => hourlyIn("prices")("-0.1")).toThrow("Expected a number from 0");
  });
});

describe("the facility options", () => {
  it("leave a request's own facility alone when none is given", async () => {
    expect(await facilityWith(undefined, {})).toBeUndefined();
    const own = { cooling: "pue", pue: 2 } as const;
    expect(await facilityWith(own, {})).toBe(own);
  });

  it("choose the method of cooling: PUE when it is named, else the air that is supplied", async () => {
    expect(await facilityWith(undefined, { pue: 1.4 })).toEqual({ cooling: "pue", pue: 1.4 });
    expect(await facilityWith(undefined, { pue: 1.4, supplyAir: 22 })).toEqual({
      cooling: "pue",
      pue: 1.4,
      supplyAirC: 22,
    });
    expect(await facilityWith(undefined, { supplyAir: 22 })).toEqual({ cooling: "cop", supplyAirC: 22 });
  });

  it("win over a file, which wins over the request", async () => {
    const made = await facilityWith(
      { cooling: "pue", pue: 2, idleHosts: "off" },
      { facility: file("room.yaml"), supplyAir: 24, rackUnits: 42, racks: 9, coolingUnitKw: 30, inlet: "A1" },
    );
    expect(Facility.parse(made)).toEqual({
      cooling: "cop",
      supplyAirC: 24,
      ups: { losses: "modern", paths: 1 },
      inletClass: "A1",
      racks: { units: 42, reservedUnits: 3, maxCount: 9 },
      coolingUnits: { capacityKW: 30, spare: 1 },
      carbon: { grid: "france", hasEmbodied: false },
    });
  });

  it("drop the parts of the other method", async () => {
    const made = await facilityWith(undefined, { facility: file("room.yaml"), pue: 1.3 });
    expect(Facility.parse(made)).not.toHaveProperty("ups");
    expect(made).toMatchObject({ cooling: "pue", pue: 1.3, supplyAirC: 18 });
  });

  it("take carbon by name, by figure and by hour, with the making of hosts when asked", async () => {
    expect(await facilityWith(undefined, { grid: "france" })).toMatchObject({ carbon: { grid: "france" } });
    expect(await facilityWith(undefined, { grid: 53, embodied: true })).toMatchObject({
      carbon: { gramsPerKWh: 53, hasEmbodied: true },
    });
    expect(await facilityWith(undefined, { facility: file("room.yaml"), embodied: true })).toMatchObject({
      carbon: { grid: "france", hasEmbodied: true },
    });
    await expect(facilityWith(undefined, { embodied: true })).rejects.toThrow(UsageError);
  });

  it("name the file, the field and the bound of a wrong file", async () => {
    const problems = await facilityWith(undefined, { facility: file("wrong.yaml") }).catch(
      (error: unknown) => (error as InvalidInput).problems,
    );
    expect(problems).toMatchObject([{ pointer: `${file("wrong.yaml")} /pue`, detail: expect.stringContaining("1") }]);
  });
});
