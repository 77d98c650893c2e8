/** /platforms and /hosts: what the catalogue holds, every figure with its source. */
import { Router } from "express";
import { HOST_SOURCES, hostSourcesIn } from "#hosts";
import { parseSource } from "#models";
import type { HostType } from "#planner";
import { hostTitle } from "#planner/asking/index.ts";
import {
  bodyFigures,
  decimal,
  grouped,
  memoryText,
  priceText,
  resourceName,
  valueText,
} from "#planner/report/index.ts";
import { hostListing, platformListing, platformView, sourceView } from "../catalogue-view.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import type { Views } from "../views.ts";

type LayerData = ReturnType<typeof platformView>["layers"][number];

/** A layer's facts and settings as texts. */
function layerTexts(layer: LayerData) {
  return {
    ...layer,
    standsOnText: layer.standsOn.join(", "),
    facts: layer.facts.map((one) => ({
      ...one,
      text: `${valueText(one.value)}${one.unit === "" ? "" : ` ${one.unit}`}`,
    })),
    grains: layer.grains.map((grain) => ({ ...grain, what: resourceName(grain.what) })),
    limits: layer.limits.map((limit) => ({
      ...limit,
      quantity: resourceName(limit.quantity),
      text: limit.quantity === "memoryMiB" ? memoryText(limit.bound) : grouped(limit.bound),
      sideText: limit.side === "max" ? "at most" : "at least",
    })),
    guests: layer.guests.map((guest) => ({
      ...guest,
      systems: guest.families === "any" ? "any" : guest.families.join(", "),
      architectureText: guest.architectures.join(", "),
      needs: guest.needsOneOf.map((set) => set.join(" and ")).join(", or "),
    })),
  };
}

const hostRow = (host: HostType) => {
  const row = hostListing(host);
  return {
    ...row,
    cores: grouped(row.cores),
    memory: memoryText(row.memoryMiB),
    idle: grouped(row.idleW),
    most: grouped(row.maxW),
    units: row.rackUnits === undefined ? "–" : decimal(row.rackUnits),
    weight: row.weightKg === undefined ? "–" : decimal(row.weightKg),
    priceText: row.price === undefined ? "–" : priceText(row.price),
  };
};

interface SourcedText extends ReturnType<typeof sourceView> {
  readonly label: string;
  readonly text: string;
  readonly note?: string | undefined;
}

/** A source of the host catalogue, with what was read under every key it names. */
function hostSource(text: string): ReturnType<typeof sourceView> {
  const view = sourceView(parseSource(text));
  const titles = hostSourcesIn(text).flatMap((key) => HOST_SOURCES[key] ?? []);
  return view.sourceTitle === "" ? { ...view, sourceTitle: titles.join("; ") } : view;
}

type Figure = { readonly value: number; readonly source: string; readonly note?: string | undefined };

function figure(
  label: string,
  given: Figure | undefined,
  text: (value: number) => string = grouped,
): readonly SourcedText[] {
  if (given === undefined) return [];
  const { value, source, note } = given;
  return [{ label, text: text(value), note, ...hostSource(source) }];
}

function powerRows({ power }: HostType): readonly SourcedText[] {
  if (power.kind === "two-ends") {
    return [
      ...figure("Draw, idle", power.idleW, (w) => `${decimal(w)} W`),
      ...figure("Draw, full load", power.maxW, (w) => `${decimal(w)} W`),
    ];
  }
  const { value, source, note } = power.watts;
  const text = `${value.map((watts) => decimal(watts)).join(", ")} W`;
  return [{ label: "Draw at idle, 10 %, … 100 % load", text, note, ...hostSource(source) }];
}

const hostFigures = (host: HostType): readonly SourcedText[] => [
  ...figure("Sockets", host.sockets),
  ...figure("Cores per socket", host.coresPerSocket),
  ...figure("Threads per core", host.threadsPerCore),
  ...figure("Clock", host.coreMhz, (mhz) => `${grouped(mhz)} MHz`),
  ...figure("Memory as planned", host.memoryMiB, memoryText),
  ...figure("Most memory", host.memoryMaxMiB, memoryText),
  ...figure("Throughput of one core", host.ratingPerCore, (ops) => `${grouped(ops)} ssj_ops`),
  ...figure("Network", host.networkMbps, (mbps) => `${grouped(mbps)} Mbps`),
  ...figure("Disk", host.diskMBps, (mbps) => `${grouped(mbps)} MB/s`),
  ...figure("I/O slots", host.ioSlots),
  ...bodyFigures(host).map(({ label, text, figure: given }) => ({
    label,
    text,
    note: given.note,
    ...hostSource(given.source),
  })),
  ...powerRows(host),
];

/** Pages of platforms and host types. */
export function catalogueRoutes({ context }: Parts, views: Views): Router {
  const router = Router();
  router.get("/platforms", (_request, response) => {
    const platforms = context.platforms.map(platformListing).toSorted((a, b) => a.year - b.year);
    response.type("html").send(views.page("platforms", { title: "Platforms", platforms, inCatalogue: true }));
  });
  router.all("/platforms", only("GET"));
  router.get("/platforms/:id", (request, response) => {
    const id = pathText(request, "id");
    const platform = context.platforms.find((one) => one.id === id);
    if (platform === undefined) throw notFound(`platform "${id}"`);
    const view = platformView(platform);
    response.type("html").send(views.page("platform", { ...view, layers: view.layers.map(layerTexts) }));
  });
  router.all("/platforms/:id", only("GET"));
  router.get("/hosts", (_request, response) => {
    const hosts = context.hostTypes.toSorted((a, b) => a.year - b.year).map(hostRow);
    response.type("html").send(views.page("hosts", { title: "Host types", hosts }));
  });
  router.all("/hosts", only("GET"));
  router.get("/hosts/:id", (request, response) => {
    const id = pathText(request, "id");
    const host = context.hostTypes.find((one) => one.id === id);
    if (host === undefined) throw notFound(`host type "${id}"`);
    const data = {
      ...host,
      title: hostTitle(host),
      featureText: host.features.join(", "),
      figures: hostFigures(host),
    };
    response.type("html").send(views.page("host", data));
  });
  router.all("/hosts/:id", only("GET"));
  return router;
}
