/** The tables of a simulation, as every door prints them. */
import { describe, expect, it } from "vitest";
import { type SimulationTable, moveText, simulationTables, simulationView } from "#planner/report/index.ts";
import { MOVE, guest, sampleSimulation } from "../../support/simulation-result.ts";

const tableOf = (tables: readonly SimulationTable[], id: string): SimulationTable => {
  const found = tables.find((table) => table.id === id);
  if (found === undefined) throw new Error(`there is no table "${id}"`);
  return found;
};

/** A row by its first cell, its cells by their header. */
function cellsOf({ columns, rows }: SimulationTable, head: string): Readonly<Record<string, string>> {
  const row = rows.find(([first]) => first === head);
  if (row === undefined) throw new Error(`there is no row "${head}"`);
  return Object.fromEntries(columns.map(({ header }, i) => [header, row[i] ?? ""]));
}

describe("the CPU table", () => {
  const cpu = tableOf(simulationTables(sampleSimulation()), "cpu");

  it("counts times in per cent of one CPU, and overhead in per cent of the time run", () => {
    // 1,000 ms run, 1,000 ready, 2,000 waiting of 4,000; 50 + 50 ms of overhead and switches in 1,000 of running
    expect(cellsOf(cpu, "web")).toMatchObject({
      "%RUN": "25.0",
      "%RDY": "25.0",
      "%CSTP": "0.0",
      "%WAIT": "50.0",
      "%OVHD": "10.0",
      held: "0.25",
      useful: "0.20",
    });
  });

  it("sums over virtual CPUs: two that run all the time are 200 %", () => {
    const both = guest("smp", { vcpus: 2, times: { runMs: 8000, readyMs: 0, coStopMs: 0, waitMs: 0 } });
    const table = tableOf(simulationTables(sampleSimulation({ guests: [both] })), "cpu");
    expect(cellsOf(table, "smp")).toMatchObject({ vCPU: "2", "%RUN": "200.0" });
  });

  it("marks the service partition, and says with a guest of a guest where it is", () => {
    expect(cpu.rows.map(([name]) => name)).toEqual(["batch", "service (service)", "web"]);
    const inner = sampleSimulation({ guests: [guest("linux", { within: "lpar" })] });
    expect(tableOf(simulationTables(inner), "cpu").rows[0]?.[0]).toBe("lpar/linux");
  });

  it("leaves a dash where nobody knows what clients that wait asked for", () => {
    const { askedCpus: _unknown, ...waiting } = guest("web");
    const table = tableOf(simulationTables(sampleSimulation({ guests: [waiting] })), "cpu");
    expect(cellsOf(table, "web")["CPUs\nasked"]).toBe("–");
  });

  it("has a column for spinning only where somebody spins", () => {
    expect(cpu.columns.map(({ header }) => header)).not.toContain("%SPIN");
    const spinning = sampleSimulation({ guests: [guest("smp", { spinMs: 250 })] });
    expect(cellsOf(tableOf(simulationTables(spinning), "cpu"), "smp")["%SPIN"]).toBe("25.0");
  });

  it("has no number that is none, even for a run that was stopped before it began", () => {
    const nothing = { runMs: 0, readyMs: 0, coStopMs: 0, waitMs: 0 };
    const stopped = sampleSimulation({
      end: "stopped",
      simulatedSeconds: 0,
      guests: [guest("web", { times: nothing })],
    });
    expect(JSON.stringify(simulationView(stopped))).not.toMatch(/NaN|Infinity|no limit/);
  });
});

describe("the other tables", () => {
  it("give response times with the interval, and what there is to know about it", () => {
    const response = { requests: 3, perSecond: 0.75, meanMs: 5, cautions: ["too-few-observations"] };
    const few = sampleSimulation({ guests: [guest("a", { response }), guest("b", { response })] });
    const table = tableOf(simulationTables(few), "requests");
    expect(cellsOf(table, "a")).toMatchObject({ "Response ms\nmean": "5.00", "±": "–", p99: "–" });
    expect(table.notes).toContain("a and b: too few requests for an interval.");
  });

  it("speak of memory only under pressure", () => {
    const memory = { configuredMiB: 512, residentMiB: 512, sharedMiB: 0, balloonedMiB: 0, swappedMiB: 0 };
    const ids = (guests: ReturnType<typeof guest>[]) =>
      simulationTables(sampleSimulation({ guests })).map(({ id }) => id);
    expect(ids([guest("a", { memory })])).not.toContain("memory");
    expect(ids([guest("a", { memory: { ...memory, residentMiB: 400, swappedMiB: 112 } })])).toContain("memory");
    expect(ids([guest("a", { memory, pagedMs: 12 })])).toContain("memory");
  });

  it("name devices that were used, with what they served per second", () => {
    // 200 requests in 4 s
    const devices = tableOf(simulationTables(sampleSimulation()), "devices");
    expect(devices.rows).toEqual([["disk-15k", "host", "50.0", "200", "50.0"]]);
  });

  it("go through a move round by round, from its own begin", () => {
    const table = tableOf(simulationTables(sampleSimulation()), "move-0");
    expect(table.rows.map((row) => row.slice(0, 5))).toEqual([
      ["1", "0", "8,000.0", "105", "105"],
      ["2", "8,000", "800.0", "105", "105"],
      ["3 stopped", "8,830", "100.0", "105", "84"],
    ]);
    expect(table.notes).toEqual([
      "web moved: 111 MiB sent in 8.96 s, 160 ms of downtime, 2.0% slower meanwhile. Pre-copy ended because few pages were left.",
    ]);
  });

  it("say that a move was not over, and show a reason nobody has words for as it stands", () => {
    expect(moveText({ ...MOVE, outcome: "unfinished", rounds: [] })).toBe("web was still moving when the run ended.");
    expect(moveText({ ...MOVE, reason: "new-rule" })).toContain("because new-rule.");
  });

  it("cut very long lists and say so", () => {
    const many = sampleSimulation({ guests: Array.from({ length: 250 }, (_, i) => guest(`g${i}`)) });
    const table = tableOf(simulationTables(many), "cpu");
    expect(table.rows).toHaveLength(200);
    expect(table.notes[0]).toBe("50 rows more in the JSON.");
  });
});

describe("the summary", () => {
  it("says of a partial result that it is one", () => {
    expect(simulationView(sampleSimulation()).isWhole).toBe(true);
    const view = simulationView(sampleSimulation({ end: "event-budget" }));
    expect([view.isWhole, view.end.word]).toEqual([false, "Event budget reached"]);
  });

  it("names inner schedulers with the pools they serve", () => {
    const nest = sampleSimulation({ innerSchedulers: { a: "CP", b: "CP" } });
    expect(simulationView(nest).about).toContainEqual({ label: "Scheduler", value: "round robin; CP in a, b" });
  });

  it("carries a scheduler's warning with its guest", () => {
    expect(simulationView(sampleSimulation()).warnings).toEqual([
      "web: its weight is lost (test-warning; 0.5 CPU by the fluid rule).",
    ]);
  });
});
