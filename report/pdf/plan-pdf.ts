/**
 * A plan as a PDF to print and pass on: cover with the figures, summary, pictures, hosts, placement, why not, room, licences and money,
 * assumptions with sources. Long lists are cut and say so; the whole is in the workbook and the JSON.
 */
import type { PlanDocument } from "#planner/contract/index.ts";
import { type ReportView, type TableView, grouped, reportView } from "#planner/report/index.ts";
import type { ReportOptions } from "../html.ts";
import { pictures } from "../pictures.ts";
import { placementLines } from "../placement.ts";
import { type Pdf, documentFonts } from "./fonts.ts";
import { MARGIN, Writer } from "./writer.ts";

/** Points that a heading and the first picture take. */
const PICTURE_ROOM = 420;
/** Points above the first words of the cover, and between its words and its figures. */
const COVER_SPACE = 70;
const COVER_GAP = 24;
/** Lines of the placement that are printed. */
const MOST_LINES = 1000;
/** A plan does not know when it was made and pdfkit wants a date: the epoch, so that the same plan gives the same bytes. */
const NO_DATE = new Date(0);

/** The first page: what somebody reads who reads no other. */
function cover(writer: Writer, view: ReportView): void {
  writer.space(COVER_SPACE);
  writer.lead("Plan report");
  writer.title(view.title);
  writer.lead(`${view.status.word}. ${view.status.sentence}`);
  writer.paragraph(`On ${view.targets.map(({ title, use }) => `${title} (${use})`).join("; ")}.`);
  writer.space(COVER_GAP);
  writer.figures(view.headlines);
  writer.newPage();
}

function summary(writer: Writer, view: ReportView): void {
  writer.heading("Summary");
  for (const text of [view.bound, view.gap, view.search, view.time]) writer.paragraph(text);
  writer.table({
    caption: "Today and the plan",
    columns: [
      { title: "Measure", weight: 4 },
      { title: "Today", weight: 3, isNumber: true },
      { title: "Plan", weight: 3, isNumber: true },
      { title: "Change", weight: 2, isNumber: true },
    ],
    rows: view.beforeAfter.rows.map(({ label, before, after, change }) => [label, before, after, change]),
  });
  for (const note of view.beforeAfter.notes) writer.paragraph(note);
}

function hosts(writer: Writer, { hosts: { rows, cut } }: ReportView): void {
  if (rows.length === 0) return;
  writer.heading("Hosts");
  writer.table({
    caption: "Hosts in use and spare",
    columns: [
      { title: "Host", weight: 4 },
      { title: "Target", weight: 4 },
      { title: "Partitions", weight: 2, isNumber: true },
      { title: "CPU, peak", weight: 2, isNumber: true },
      { title: "Peak at", weight: 3 },
      { title: "Memory", weight: 4 },
      { title: "Draw, peak", weight: 2, isNumber: true },
    ],
    rows: rows.map((host) => [
      host.isSpare ? `${host.label} (spare)` : host.label,
      host.target,
      host.partitions,
      host.cpuPeak,
      host.cpuPeakAt,
      host.memory,
      host.drawPeak,
    ]),
  });
  writer.paragraph(cut);
}

function placement(writer: Writer, document: PlanDocument): void {
  const lines = placementLines(document);
  const shown = lines.slice(0, MOST_LINES);
  writer.heading("Placement");
  writer.table({
    caption: "Where every workload goes",
    columns: [
      { title: "Workload", weight: 4 },
      { title: "Status", weight: 2 },
      { title: "Host", weight: 5 },
      { title: "Virtual CPUs", weight: 2, isNumber: true },
      { title: "Memory (MiB)", weight: 2, isNumber: true },
      { title: "Peak CPU (cores)", weight: 2, isNumber: true },
    ],
    rows: shown.map(({ name, status, host, vcpus, memoryMiB, peakCores }) => [
      String(name ?? ""),
      String(status ?? ""),
      String(host ?? ""),
      vcpus === undefined ? "" : String(vcpus),
      memoryMiB === undefined ? "" : grouped(Number(memoryMiB)),
      peakCores === undefined ? "" : grouped(Number(peakCores), 2),
    ]),
  });
  if (shown.length < lines.length) {
    writer.paragraph(`The first ${grouped(shown.length)} of ${grouped(lines.length)} workloads are printed.`);
  }
}

function whyNot(writer: Writer, { unplaced, excluded }: ReportView): void {
  if (unplaced.total === 0 && excluded.length === 0) return;
  writer.heading("Why not");
  for (const group of unplaced.groups) {
    writer.table({
      caption: `${group.text}: ${group.count}`,
      columns: [
        { title: "Workload", weight: 2 },
        { title: "Nearest", weight: 3 },
        { title: "Reasons, target by target", weight: 8 },
      ],
      rows: group.rows.flatMap(({ name, names, nearest, targets }) =>
        targets.map(({ title, reasons }, t) => [
          t === 0 ? names || name : "",
          t === 0 ? nearest : "",
          `${title}: ${reasons.join(" ")}`,
        ]),
      ),
    });
    writer.paragraph(group.more);
  }
  for (const { why, count, names } of excluded) writer.paragraph(`Left out, ${why}: ${count}. ${names}`);
}

function tableOf(writer: Writer, { caption, columns, rows, notes }: TableView): void {
  writer.table({
    caption,
    columns: columns.map(({ header, isNumber }, c) => ({ title: header, weight: c === 0 ? 3 : 2, isNumber })),
    rows: rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)]),
  });
  for (const note of notes) writer.paragraph(note);
}

function room(writer: Writer, { room: of }: ReportView): void {
  if (of === undefined) return;
  writer.heading("Room");
  writer.paragraph(of.sentence);
  writer.table({
    caption: "Racks, floor and cooling",
    columns: [
      { title: "Figure", weight: 3 },
      { title: "Value", weight: 5 },
    ],
    rows: of.rows.map(({ label, value }) => [label, value]),
  });
  tableOf(writer, of.chain);
  if (of.unracked !== undefined) tableOf(writer, of.unracked);
  for (const note of of.notes) writer.paragraph(note);
}

function money(writer: Writer, view: ReportView): void {
  if (view.licences !== undefined) {
    writer.heading("Licences");
    tableOf(writer, view.licences.table);
    for (const { title, rule, source, price } of view.licences.licences) {
      writer.paragraph(`${title}: ${rule}${source === "" ? "" : ` (${source})`} ${price}`);
    }
  }
  if (view.money === undefined) return;
  writer.heading("Money");
  const totals = view.money.totals.map(({ text, without }) => `${text}${without === "" ? "" : `, ${without}`}.`);
  for (const text of [`Over ${view.money.over}.`, ...totals, view.money.why]) writer.paragraph(text);
  for (const table of view.money.tables) tableOf(writer, table);
}

function sources(writer: Writer, view: ReportView): void {
  writer.heading("Assumptions and sources");
  const columns = [
    { title: "What", weight: 4 },
    { title: "Value", weight: 3 },
    { title: "Source", weight: 5 },
    { title: "Note", weight: 4 },
  ];
  const rows = (facts: ReportView["sources"]["facts"]) =>
    facts.map(({ id, value, source, note }) => [id, value, source, note]);
  const { facts, assumptions, cited } = view.sources;
  writer.table({ caption: "Recalled or assumed: not documented", columns, rows: rows(assumptions) });
  writer.table({ caption: "Documented", columns, rows: rows(facts.filter(({ isUnchecked }) => !isUnchecked)) });
  for (const { key, title } of cited) writer.paragraph(`${key}: ${title}`);
  writer.heading("About");
  for (const { label, value } of [...view.goals, ...view.provenance]) writer.paragraph(`${label}: ${value}`);
}

async function bytesOf(pdf: Pdf, write: () => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    pdf.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on("end", resolve);
    pdf.on("error", reject);
  });
  write();
  await done;
  return Buffer.concat(chunks);
}

/** The plan as the bytes of a tagged A4 PDF; the same plan gives the same bytes. */
export async function planPdf(document: PlanDocument, options: ReportOptions = {}): Promise<Uint8Array> {
  const { default: PdfDocument } = await import("pdfkit");
  const view = reportView(document, options);
  const fonts = documentFonts();
  const pdf = new PdfDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    tagged: true,
    lang: "en",
    displayTitle: true,
    pdfVersion: "1.7",
    font: fonts.plain,
    info: { Title: view.title, Creator: document.result.engine, CreationDate: NO_DATE },
  });
  return await bytesOf(pdf, () => {
    const writer = new Writer(pdf, fonts);
    cover(writer, view);
    summary(writer, view);
    const drawn = pictures(document, options);
    if (drawn.length > 0) writer.heading("Pictures", PICTURE_ROOM);
    for (const one of drawn) writer.picture(one);
    hosts(writer, view);
    placement(writer, document);
    whyNot(writer, view);
    room(writer, view);
    money(writer, view);
    sources(writer, view);
    writer.end(`${view.title} · ${document.result.engine}`);
  });
}
