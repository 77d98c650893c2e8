/** The pictures of a simulation: who ran where, CPU and ready time over the run, the rounds of each move. */
import type { MigrationOutcome, SimulationResult } from "#planner/contract/index.ts";
import {
  type CpuTimelineFigure,
  type GanttFigure,
  MOST_CPUS,
  cpuTimeline,
  decimal,
  ganttFigure,
  moveFigure,
  moveTable,
  moveText,
} from "#planner/report/index.ts";
import type { Picture } from "./picture.ts";
import { dataTableOf, ganttTable, timelineTable } from "./simulation-tables.ts";
import { cpuOverTimeSvg } from "./svg/cpu-over-time.ts";
import { ganttSvg } from "./svg/gantt.ts";
import { migrationRoundsSvg } from "./svg/migration-rounds.ts";

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function ganttPicture(figure: GanttFigure): Picture {
  const { cpusTotal, fromMs, toMs, isShortened } = figure;
  const cut = cpusTotal > figure.cpus.length ? ` The first ${MOST_CPUS} of ${cpusTotal} CPUs are shown.` : "";
  const short = isShortened ? " The recorded window is longer than what is shown." : "";
  return {
    id: "gantt",
    title: "Who ran on which CPU",
    caption: `Every turn from ${decimal(fromMs, 2)} to ${decimal(toMs, 2)} ms of the run; where nothing is drawn the CPU was idle.${cut}${short}`,
    svg: ganttSvg(figure, "gantt"),
    table: ganttTable(figure),
  };
}

function timelinePicture(figure: CpuTimelineFigure): Picture {
  return {
    id: "cpu-over-time",
    title: "CPU use and ready time over the run",
    caption: `On average ${decimal(average(figure.run), 2)} CPUs were in use, and ${decimal(average(figure.ready), 2)} virtual CPUs were ready and had none.`,
    svg: cpuOverTimeSvg(figure, "cpu-over-time"),
    table: timelineTable(figure),
  };
}

function movePicture(move: MigrationOutcome, index: number): readonly Picture[] {
  const figure = moveFigure(move);
  if (figure === undefined) return [];
  const id = `move-${index}`;
  return [
    {
      id,
      title: index === 0 ? `Migration of ${move.guest}` : `Migration of ${move.guest} (${index + 1})`,
      caption: `${moveText(move)} The area of a bar is the data its round sent.`,
      svg: migrationRoundsSvg(figure, id),
      table: dataTableOf(moveTable(move, index)),
    },
  ];
}

/** The pictures there is something for. */
export function simulationPictures(result: SimulationResult): readonly Picture[] {
  const gantt = ganttFigure(result);
  return [
    ...(gantt === undefined ? [] : [ganttPicture(gantt)]),
    timelinePicture(cpuTimeline(result)),
    ...result.migrations.flatMap(movePicture),
  ];
}
