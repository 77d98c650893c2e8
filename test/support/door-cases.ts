/**
 * Requests as each door is told them: JSON for API and library, the fields of the goals page, the options of the command
 * line. What a case leaves out stays as the door has it.
 */
import type { PlanRequestInput } from "#planner";
import { rvtoolsWorkbook } from "./web-server.ts";

/** One request in three languages. */
export interface DoorCase {
  readonly name: string;
  /** The inventory, and the type it is sent as. */
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
  /** Without what the inventory brings. */
  readonly rest: Omit<PlanRequestInput, "workloads" | "hosts" | "series" | "findings">;
  readonly fields: readonly (readonly [string, string])[];
  /** @param file writes this value as JSON and gives the file's name */
  readonly options: (file: (name: string, value: unknown) => string) => readonly string[];
}

/** What the goals page holds before anybody has touched it. */
const UNTOUCHED: readonly (readonly [string, string])[] = [
  ["timeModel", "week"],
  ["resizePhysical", "1"],
  ["cooling", "pue"],
  ["pue", "1.56"],
  ["supplyAirC", "20"],
  ["name", "plan"],
  ["seed", "1"],
];

/** Fields of the page, the untouched ones among them. */
const filled = (fields: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] => [
  ...fields,
  ...UNTOUCHED.filter(([name]) => fields.every(([other]) => other !== name)),
];

const words = (text: string): readonly string[] => text.split(" ");

const TARGET = { platform: "esx-3.0", hostType: "hp-dl585-g1" };
const TARGET_TEXT = "esx-3.0@hp-dl585-g1";

/** 12 machines on two hosts: one without memory is not read, one is powered off. */
const WORKBOOK: DoorCase["file"] = {
  name: "estate.xlsx",
  type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  bytes: rvtoolsWorkbook(),
};

/** Four servers on three hosts of a known type, where one host is enough. */
const SPREAD: DoorCase["file"] = {
  name: "spread.json",
  type: "application/json",
  bytes: new TextEncoder().encode(
    JSON.stringify({
      format: "hostwright-inventory/1",
      workloads: ["esx-a", "esx-b", "esx-b", "esx-c"].map((runsOn, i) => ({
        id: `vm-00${i + 1}`,
        name: `vm-00${i + 1}`,
        os: { family: "linux", architecture: "x86-32" },
        vcpus: 1,
        memoryMiB: 512 * (i + 1),
        runsOn,
      })),
      hosts: ["esx-a", "esx-b", "esx-c"].map((id) => ({ id, name: id, hostType: "hp-dl585-g1" })),
    }),
  ),
};

const CEILING: DoorCase = {
  name: "a ceiling and growth",
  file: WORKBOOK,
  rest: { targets: [TARGET], goals: { utilizationCeilingRatio: 0.7, growthPercent: 12.5, effortSeconds: 0.5 } },
  fields: filled([
    ["target", TARGET_TEXT],
    ["utilizationCeilingPercent", "70"],
    ["growthPercent", "12.5"],
    ["effortSeconds", "0.5"],
  ]),
  options: () => ["--target", TARGET_TEXT, "--ceiling", "70%", "--growth", "12.5", "--effort", "0.5"],
};

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

const ROOM: DoorCase = {
  name: "room, energy by the hour, licences, carbon and money",
  file: WORKBOOK,
  rest: {
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
  },
  fields: filled([
    ["target", `${TARGET_TEXT}$9000`],
    ["effortSeconds", "0.5"],
    ["costYears", "4"],
    ["simulatedHosts", "0"],
    ["cooling", "cop"],
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
  ]),
  options: (file) => [
    ...words(`--target ${TARGET_TEXT} --host-price 9000 --effort 0.5 --years 4 --replay 0`),
    ...words("--supply-air 22 --inlet A1 --rack-units 42 --rack-circuit 208V30A3ph --racks 9"),
    ...words(`--cooling-unit-kw 30 --grid 420 --embodied --idle-hosts off --tariff ${DAY.join(",")}`),
    "--licences",
    file("licences", LICENCES),
    "--money",
    file("money", MONEY),
  ],
};

/** Three that must not meet on two hosts: one finds no place. */
const RULES = [
  { id: "three-apart", kind: "apart" as const, workloads: ["vm-001", "vm-003", "vm-004"] },
  { id: "two-together", kind: "together" as const, workloads: ["vm-005", "vm-006"] },
];

const UNPLACED: DoorCase = {
  name: "rules that leave one without a place",
  file: WORKBOOK,
  rest: {
    targets: [{ ...TARGET, maxHosts: 2 }],
    goals: { effortSeconds: 0.5, simulatedHosts: 0 },
    rules: RULES,
    seed: 7,
  },
  fields: filled([
    ["target", `${TARGET_TEXT}:2`],
    ["effortSeconds", "0.5"],
    ["simulatedHosts", "0"],
    ["rules", JSON.stringify(RULES)],
    ["seed", "7"],
  ]),
  options: (file) => [
    ...words(`--target ${TARGET_TEXT}:2 --effort 0.5 --replay 0 --seed 7`),
    "--rules",
    file("rules", RULES),
  ],
};

const MOVES: DoorCase = {
  name: "few moves from where everything stands today",
  file: SPREAD,
  rest: {
    targets: [TARGET],
    goals: { objective: "moves", maxMoves: 20, moveMbps: 1000, effortSeconds: 0.5, simulatedHosts: 0 },
  },
  fields: filled([
    ["target", TARGET_TEXT],
    ["objective", "moves"],
    ["maxMoves", "20"],
    ["moveMbps", "1000"],
    ["effortSeconds", "0.5"],
    ["simulatedHosts", "0"],
  ]),
  options: () => [
    ...words(`--target ${TARGET_TEXT} --objective moves --max-moves 20 --move-rate 1000`),
    ...words("--effort 0.5 --replay 0"),
  ],
};

/** The cases, each with something that the others have not. */
export const DOOR_CASES: readonly DoorCase[] = [CEILING, ROOM, UNPLACED, MOVES];
