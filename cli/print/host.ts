/** Host types for a person: the list, or one with the source of every figure. */
import { hostSourcesIn } from "#hosts";
import { MIB_PER_GIB } from "#models";
import { hostTitle } from "#planner";
import type { HostType } from "#planner/contract/index.ts";
import { bodyFigures, decimal, drawEnds, grouped, memoryText, priceText } from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import { citedText } from "./sources.ts";
import { pairs, table } from "./table.ts";

interface Figure {
  readonly value: number;
  readonly source: string;
  readonly note?: string | undefined;
}

const coresOf = (type: HostType) => type.sockets.value * type.coresPerSocket.value;

/** One line per host type. */
export function hostTable(types: readonly HostType[]): string {
  const rows = types.map((type) => {
    const [idle, max] = drawEnds(type);
    return [
      type.id,
      String(type.year),
      type.architecture,
      grouped(coresOf(type)),
      grouped(type.coreMhz.value),
      decimal(type.memoryMiB.value / MIB_PER_GIB),
      grouped(idle),
      grouped(max),
      type.rackUnits === undefined ? "–" : decimal(type.rackUnits.value),
      type.weightKg === undefined ? "–" : decimal(type.weightKg.value),
      type.price === undefined ? "–" : priceText(type.price),
    ];
  });
  return table(
    [
      { header: "ID" },
      { header: "Year", isNumber: true },
      { header: "Architecture" },
      { header: "Cores", isNumber: true },
      { header: "MHz", isNumber: true },
      { header: "Memory GiB", isNumber: true },
      { header: "Idle W", isNumber: true },
      { header: "Max W", isNumber: true },
      { header: "U", isNumber: true },
      { header: "kg", isNumber: true },
      { header: "Price", isNumber: true },
    ],
    rows,
  );
}

function figures(type: HostType): readonly (readonly [string, string, Figure | undefined])[] {
  const row = (name: string, figure: Figure | undefined, text: (value: number) => string) =>
    [name, figure === undefined ? "" : text(figure.value), figure] as const;
  const plain = (value: number) => grouped(value);
  return [
    row("Sockets", type.sockets, plain),
    row("Cores per socket", type.coresPerSocket, plain),
    row("Threads per core", type.threadsPerCore, plain),
    row("Core clock", type.coreMhz, (v) => `${grouped(v)} MHz`),
    row("Memory", type.memoryMiB, (v) => memoryText(v)),
    row("Memory, most", type.memoryMaxMiB, (v) => memoryText(v)),
    row("Rating per core", type.ratingPerCore, (v) => `${grouped(v)} ssj_ops`),
    row("Network", type.networkMbps, (v) => `${grouped(v)} Mbps`),
    row("Disks", type.diskMBps, (v) => `${grouped(v)} MB/s`),
    row("I/O slots", type.ioSlots, plain),
    ...bodyFigures(type).map(({ label, text, figure }) => [label, text, figure] as const),
  ];
}

function powerRows(type: HostType): readonly (readonly [string, string])[] {
  if (type.power.kind === "curve") {
    const { value, source } = type.power.watts;
    return [["Draw", `${value.map((w) => decimal(w)).join(", ")} W at idle, 10% … 100% load  [${source}]`]];
  }
  const { idleW, maxW } = type.power;
  return [
    ["Draw, idle", `${decimal(idleW.value)} W  [${idleW.source}]`],
    ["Draw, most", `${decimal(maxW.value)} W  [${maxW.source}]`],
  ];
}

/** One host type with the source of every figure. */
export function hostText(type: HostType, paint: Terminal["paint"]): string {
  const known = figures(type).flatMap(([name, text, figure]) => (figure === undefined ? [] : [{ name, text, figure }]));
  const rows = known.map(({ name, text, figure }): readonly [string, string] => {
    const note = figure.note === undefined ? "" : `  (${figure.note})`;
    return [name, `${text}  [${figure.source}]${note}`];
  });
  const blocks = type.blocks.map((block): readonly [string, string] => [
    `Block ${block.name}`,
    `${grouped(block.count)} of ${grouped(block.cores)} cores, ${memoryText(block.memoryMiB)}, ${grouped(block.ioSlots)} I/O slots  [${type.blocksSource ?? "no source"}]`,
  ]);
  const power = type.power.kind === "curve" ? [type.power.watts] : [type.power.idleW, type.power.maxW];
  const sources = [...known.map(({ figure }) => figure.source), ...power.map((one) => one.source)];
  const named = sources.flatMap((text) => hostSourcesIn(text).map((key) => `seen: ${key}`));
  const cited = citedText([...sources, ...named], "  ");
  return [
    `${paint("bold", hostTitle(type))}  (${type.id}, ${type.year})\n`,
    pairs([
      [
        "Processor",
        `${type.cpuModel} (${type.architecture}, ${type.cpuVendor}; ${type.features.join(", ") || "no features noted"})`,
      ],
      ...rows,
      ...powerRows(type),
      ...blocks,
      ...(type.aliases.length === 0 ? [] : [["Also named", type.aliases.join(", ")] as const]),
      ...(type.note === undefined ? [] : [["Note", type.note] as const]),
    ]),
    cited === "" ? "" : `\n${paint("bold", "Read")}\n${cited}`,
  ].join("");
}
