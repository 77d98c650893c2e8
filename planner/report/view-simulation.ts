/** What a simulation says, as words and tables: terminal, page and one-file report are made from this. */
import type { SimulationResult } from "../contract/index.ts";
import { counted, decimal, grouped, percentText, wattsText } from "./numbers.ts";
import { type SimulationTable, guestName, moveText, simulationTables } from "./simulation-tables.ts";
import { END_TEXT } from "./simulation-words.ts";

interface Labelled {
  readonly label: string;
  readonly value: string;
}

export interface SimulationView {
  readonly title: string;
  readonly end: { readonly code: SimulationResult["end"]; readonly word: string; readonly sentence: string };
  /** False for a partial result. */
  readonly isWhole: boolean;
  readonly headlines: readonly (Labelled & { readonly note: string })[];
  /** What was simulated. */
  readonly about: readonly Labelled[];
  /** What the bytes of the result depend on. */
  readonly provenance: readonly Labelled[];
  readonly tables: readonly SimulationTable[];
  readonly moves: readonly string[];
  /** What the scheduler's builder should know, guest by guest. */
  readonly warnings: readonly string[];
  readonly assumptions: readonly { readonly id: string; readonly value: string; readonly source: string }[];
}

const secondsText = (seconds: number): string => `${decimal(seconds, 2)} s`;

function headlinesOf(result: SimulationResult): SimulationView["headlines"] {
  const { guests, energy, fairness } = result;
  const ready = guests.reduce((sum, { times }) => sum + times.readyMs + times.coStopMs, 0);
  const run = guests.reduce((sum, { times }) => sum + times.runMs, 0);
  const requests = guests.reduce((sum, { response }) => sum + (response?.perSecond ?? 0), 0);
  const mostBusy = result.perCpuBusyRatio.reduce((most, one) => Math.max(most, one), 0);
  return [
    {
      label: "CPU in use",
      value: percentText(result.busyRatio, 1),
      note: `of ${counted(result.cpus, "CPU")}, the busiest ${percentText(mostBusy, 1)}`,
    },
    {
      label: "Ready",
      value: percentText(run + ready > 0 ? ready / (run + ready) : 0, 1),
      note: "of the time guests were runnable",
    },
    { label: "Switches", value: `${grouped(result.switchesPerSecond)}/s`, note: "from one guest to another" },
    ...(requests > 0 ? [{ label: "Requests", value: `${grouped(requests, 1)}/s`, note: "of all guests" }] : []),
    ...(energy === undefined
      ? []
      : [
          {
            label: "Draw",
            value: wattsText(energy.meanW),
            note: `on average, ${grouped(energy.joules)} J, peak ${wattsText(energy.peakW)}`,
          },
        ]),
    ...(fairness === undefined
      ? []
      : [{ label: "Fairness", value: decimal(fairness, 3), note: "by Jain's index of held by fluid share" }]),
  ];
}

function schedulerText({ scheduler, innerSchedulers }: SimulationResult): string {
  const inner = Map.groupBy(Object.entries(innerSchedulers), ([, title]) => title);
  const parts = [...inner].map(([title, pools]) => `${title} in ${pools.map(([name]) => name).join(", ")}`);
  return [scheduler, ...parts].join("; ");
}

const aboutOf = (result: SimulationResult): readonly Labelled[] => [
  { label: "Platform", value: `${result.platformTitle} (${result.platform})` },
  { label: "Scheduler", value: schedulerText(result) },
  { label: "Host", value: `${result.hostTitle}, ${counted(result.cpus, "CPU")}` },
  { label: "Guests", value: counted(result.guests.length, "guest") },
  { label: "Simulated", value: `${secondsText(result.simulatedSeconds)}, ${counted(result.events, "event")}` },
];

function valueText({ value, unit }: SimulationResult["assumptions"][number]): string {
  const text = typeof value === "number" ? decimal(value, Math.abs(value) < 1 ? 6 : 2) : value;
  return unit === "" ? text : `${text} ${unit}`;
}

/** The result as words and tables. */
export function simulationView(result: SimulationResult): SimulationView {
  const { word, sentence, isWhole } = END_TEXT[result.end];
  const names = new Map(result.guests.map((guest) => [guest.id, guestName(guest)]));
  return {
    title: result.name,
    end: { code: result.end, word, sentence },
    isWhole,
    headlines: headlinesOf(result),
    about: aboutOf(result),
    provenance: [
      { label: "Seed", value: String(result.seed) },
      { label: "Input", value: result.inputHash },
      { label: "Engine", value: result.engine },
    ],
    tables: simulationTables(result),
    moves: result.migrations.map(moveText),
    warnings: result.warnings.map(
      ({ guest, code, fluidCpus, note }) =>
        `${names.get(guest) ?? guest}: ${note.replace(/\.$/, "")} (${code}; ${decimal(fluidCpus, 2)} CPU by the fluid rule).`,
    ),
    assumptions: result.assumptions.map((one) => ({ id: one.id, value: valueText(one), source: one.source })),
  };
}
