/** A platform for a person: what it is, grains, limits, guests, rules, operations, the deck's words; each with its source. */
import { z } from "zod";
import {
  type Grain,
  type GuestSupport,
  type Layer,
  type Limit,
  type Platform,
  type Statement,
  sourceText,
} from "#models";
import { grouped, resourceName } from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import { factValue } from "./fact.ts";
import { citedText } from "./sources.ts";
import { pairs, table, wrapped } from "./table.ts";

type Paint = Terminal["paint"];
/** A line of text and the source it ends with. */
type Line = readonly [text: string, source: string];

const INDENT = "  ";
const HANG = "    ";

const bullets = (lines: readonly Line[]) =>
  lines.map(([text, source]) => wrapped(`${text}  [${source}]`, HANG).replace(HANG, `${INDENT}- `)).join("");

function grainLine(grain: Grain): Line {
  const value = (fact: Parameters<typeof factValue>[0]) => factValue(fact);
  switch (grain.kind) {
    case "values":
      return [`${resourceName(grain.resource)}: ${grain.values.join(", ")}`, sourceText(grain.fact.source)];
    case "grid": {
      const most = grain.max === undefined ? "" : ` up to ${value(grain.max)}`;
      return [
        `${resourceName(grain.resource)}: from ${value(grain.min)} in steps of ${value(grain.step)}${most}`,
        sourceText(grain.step.source),
      ];
    }
    case "block": {
      const most = grain.max === undefined ? "" : `, at most ${value(grain.max)}`;
      return [
        `${grain.name} (${grain.holds}): whole ones, at least ${value(grain.min)}${most}`,
        sourceText(grain.min.source),
      ];
    }
  }
}

const EFFECTS = { refuse: "refused beyond", clamp: "not used beyond", warn: "warned beyond" } as const;

function limitLine(limit: Limit): Line {
  const side = limit.side === "max" ? "at most" : "at least";
  const note = limit.fact.note === undefined ? "" : ` (${limit.fact.note})`;
  const text = `${limit.id}: ${limit.scope} ${resourceName(limit.quantity)} ${side} ${factValue(limit.fact)}, ${EFFECTS[limit.effect]}${note}`;
  return [text, sourceText(limit.fact.source)];
}

function guestLine(row: GuestSupport): Line {
  const families = row.families === "any" ? "any system" : row.families.join(", ");
  const versions = row.versions === undefined ? "" : ` ${row.versions.join(", ")}`;
  const needs = row.needsOneOf.map((set) => set.join(" + ")).join(" or ");
  const note = row.note === undefined ? "" : `; ${row.note}`;
  const text = `${row.mode}: ${families}${versions} for ${row.architectures.join(", ")}${needs === "" ? "" : `, needs ${needs}`}${note}`;
  return [text, sourceText(row.source)];
}

const statementLine = (one: Statement): Line => [`${one.id}: ${one.text}`, sourceText(one.source)];

/** Settings of a layer as its own schema states them. */
export const settingsSchema = (layer: Layer): Record<string, unknown> =>
  z.toJSONSchema(layer.settings, { io: "input" });

/** "a | b", "number", or "value" where the schema says nothing simple. */
function allowedText({ enum: choices, type }: Record<string, unknown>): string {
  if (Array.isArray(choices)) return choices.join(" | ");
  return typeof type === "string" ? type : "value";
}

function settingsText(layer: Layer): string {
  const properties = (settingsSchema(layer)["properties"] ?? {}) as Record<string, Record<string, unknown>>;
  const rows = Object.entries(properties).map(([name, schema]): readonly [string, string] => {
    const standard = schema["default"] === undefined ? "" : ` (default ${JSON.stringify(schema["default"])})`;
    return [name, `${allowedText(schema)}${standard}`];
  });
  return rows.length === 0 ? "" : pairs(rows, INDENT);
}

function deckLines({ description }: Layer): readonly Line[] {
  return description.deck.map((one) => {
    const documented = one.documented === "" ? "" : `; documented: ${one.documented}`;
    return [`${one.id}: "${one.says}" (slide "${one.slide}"): ${one.verdict}${documented}`, sourceText(one.source)];
  });
}

function factLines({ description }: Layer): readonly Line[] {
  return Object.entries(description.facts).map(([key, fact]) => {
    const note = fact.note === undefined ? "" : ` (${fact.note})`;
    return [`${key}: ${factValue(fact)}${note}`, sourceText(fact.source)];
  });
}

function whatItIs(layer: Layer): string {
  const { description, service } = layer;
  const kind = layer.hypervisorType === undefined ? "" : `, type ${grouped(layer.hypervisorType)} hypervisor`;
  return pairs([
    ["Partition", `${layer.noun} (plural ${layer.nouns})`],
    ["Type", `${layer.type}${kind}`],
    ["Technique", layer.technique],
    ["Stands on", layer.standsOn.join(", ")],
    ["CPU", layer.cpu],
    ["Memory", layer.memory],
    ...(service === undefined ? [] : [["Service", `${service.name} (${service.facts.join(", ")})`] as const]),
    ["Overhead", `${description.overheadFormula.value}  [${sourceText(description.overheadFormula.source)}]`],
    ["Licence", `${description.licence.value}  [${sourceText(description.licence.source)}]`],
  ]);
}

function sectionsOf(layer: Layer): readonly (readonly [string, string])[] {
  const { description: d } = layer;
  const rules = d.rules.map((r): Line => [`${r.severity} ${r.id}: ${r.text}`, sourceText(r.source)]);
  return [
    ["Grains", bullets(d.grains.map(grainLine))],
    ["Limits", bullets(d.limits.map(limitLine))],
    ["Guests", bullets(d.guests.map(guestLine))],
    ["Rules", bullets(rules)],
    ["Operations", bullets(d.operations.map(statementLine))],
    ["Live migration", d.migration.length === 0 ? `${INDENT}none\n` : bullets(d.migration.map(statementLine))],
    ["Availability", bullets(d.availability.map(statementLine))],
    ["What the 2006 deck says", bullets(deckLines(layer))],
    ["Settings", settingsText(layer)],
    ["Facts", bullets(factLines(layer))],
  ];
}

/** Every source a layer cites, as text. */
function sourcesOf({ description: d }: Layer): readonly string[] {
  const statements = [...d.rules, ...d.operations, ...d.migration, ...d.availability, ...d.deck, ...d.guests];
  return [...statements, ...Object.values(d.facts), d.licence, d.overheadFormula].map((one) => sourceText(one.source));
}

/** The whole platform, layer by layer, with the bibliography at the end. */
export function platformText(platform: Platform, paint: Paint): string {
  const head = `${paint("bold", platform.title)}  (${platform.id})\n${INDENT}${platform.maker}, ${platform.generation}\n`;
  const layers = platform.layers.map((layer) => {
    const title = platform.layers.length === 1 ? "" : `\n${paint("bold", `Layer ${layer.id}`)}\n`;
    const sections = sectionsOf(layer).map(([name, body]) => (body === "" ? "" : `\n${paint("bold", name)}\n${body}`));
    return `${title}${whatItIs(layer)}${sections.join("")}`;
  });
  const cited = citedText(platform.layers.flatMap(sourcesOf), INDENT);
  return [head, ...layers, cited === "" ? "" : `\n${paint("bold", "Read")}\n${cited}`].join("");
}

/** One line per platform. */
export function platformTable(platforms: readonly Platform[]): string {
  return table(
    [
      { header: "ID" },
      { header: "Platform", maxWidth: 42 },
      { header: "Year", isNumber: true },
      { header: "Type" },
      { header: "Technique" },
    ],
    platforms.map((p) => [
      p.id,
      p.title,
      String(p.year),
      p.layers.map((layer) => layer.type).join(" + "),
      p.layers.map((layer) => layer.technique).join(" + "),
    ]),
  );
}

/** The platform as plain data, for --json. */
export const platformData = (platform: Platform) => ({
  id: platform.id,
  title: platform.title,
  maker: platform.maker,
  generation: platform.generation,
  year: platform.year,
  era: platform.era,
  layers: platform.layers.map((layer) => ({
    id: layer.id,
    noun: layer.noun,
    nouns: layer.nouns,
    type: layer.type,
    technique: layer.technique,
    hypervisorType: layer.hypervisorType,
    standsOn: layer.standsOn,
    yields: layer.yields,
    cpu: layer.cpu,
    memory: layer.memory,
    service: layer.service === undefined ? undefined : { name: layer.service.name, facts: layer.service.facts },
    settings: settingsSchema(layer),
    description: layer.description,
  })),
});
