/** Platforms and host types as plain data: every fact, limit, rule and grain with its source as text. API and pages share it. */
import { z } from "zod";
import type { HostType } from "#planner";
import { drawEnds } from "#planner/report/index.ts";
import {
  type Fact,
  type Facts,
  type Grain,
  type Layer,
  type Platform,
  type Source,
  type Statement,
  isUnchecked,
  sourceText,
  sourceTitle,
} from "#models";

/** A source as text, whole and in its two halves, and what was read under its keys. */
export function sourceView(source: Source) {
  const keys = source.kind === "seen" ? source.ref.split(/,\s*/) : [];
  const titles = keys.flatMap((key) => sourceTitle(key) ?? []);
  const text = sourceText(source);
  return {
    source: text,
    sourceKind: source.kind,
    sourceDetail: text.slice(source.kind.length + 2),
    unchecked: isUnchecked(source),
    sourceTitle: titles.join("; "),
  };
}

const factViews = (facts: Facts) =>
  Object.entries(facts).map(([id, { value, unit, source, note }]) => ({
    id,
    value,
    unit,
    note,
    ...sourceView(source),
  }));

const amount = ({ value, unit }: Fact<number>) => (unit === "" ? String(value) : `${value} ${unit}`);

function grainView(grain: Grain) {
  switch (grain.kind) {
    case "grid":
      return {
        kind: grain.kind,
        what: grain.resource,
        rule: `${amount(grain.min)}, in steps of ${amount(grain.step)}${grain.max === undefined ? "" : `, up to ${amount(grain.max)}`}`,
        ...sourceView(grain.step.source),
      };
    case "values":
      return {
        kind: grain.kind,
        what: grain.resource,
        rule: `one of ${grain.values.join(", ")}`,
        ...sourceView(grain.fact.source),
      };
    case "block":
      return {
        kind: grain.kind,
        what: grain.name,
        rule: `whole blocks of ${grain.holds}, at least ${grain.min.value}${grain.max === undefined ? "" : `, at most ${grain.max.value}`}`,
        ...sourceView(grain.min.source),
      };
  }
}

const limitView = (limit: Layer["description"]["limits"][number]) => ({
  id: limit.id,
  scope: limit.scope,
  quantity: limit.quantity,
  side: limit.side,
  effect: limit.effect,
  bound: limit.bound,
  ...sourceView(limit.fact.source),
});

const statementView = ({ id, text, source }: Statement) => ({ id, text, ...sourceView(source) });

/** Settings as JSON Schema, where the layer's schema can be written as one. */
function settingsView(layer: Layer): unknown {
  return z.toJSONSchema(layer.settings, { io: "input", unrepresentable: "any" });
}

function layerView(layer: Layer) {
  const { description } = layer;
  return {
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
    service: layer.service,
    grains: description.grains.map(grainView),
    limits: description.limits.map(limitView),
    guests: description.guests.map(({ source, ...guest }) => ({ ...guest, ...sourceView(source) })),
    rules: description.rules.map((rule) => ({ ...statementView(rule), severity: rule.severity })),
    operations: description.operations.map(statementView),
    migration: description.migration.map(statementView),
    availability: description.availability.map(statementView),
    licence: {
      text: description.licence.value,
      note: description.licence.note,
      ...sourceView(description.licence.source),
    },
    overheadFormula: {
      text: description.overheadFormula.value,
      note: description.overheadFormula.note,
      ...sourceView(description.overheadFormula.source),
    },
    deck: description.deck.map(({ source, ...statement }) => ({ ...statement, ...sourceView(source) })),
    facts: factViews(description.facts),
    settings: settingsView(layer),
  };
}

/** A platform in one line. */
export function platformListing(platform: Platform) {
  const { id, title, maker, generation, year, era, layers } = platform;
  const { type, technique, nouns } = layers[layers.length - 1] ?? layers[0];
  return { id, title, maker, generation, year, era, type, technique, nouns };
}

/** A platform with everything it states, outermost layer first. */
export const platformView = (platform: Platform) => ({
  ...platformListing(platform),
  layers: platform.layers.map(layerView),
});

/** A host type in one line; a price with its date and source, since it says little without. What is not known is left out. */
export function hostListing(host: HostType) {
  const { id, maker, model, year, architecture, cpuModel, price } = host;
  const [idleW, maxW] = drawEnds(host);
  const cores = host.sockets.value * host.coresPerSocket.value;
  return {
    id,
    maker,
    model,
    year,
    architecture,
    cpuModel,
    cores,
    coreMhz: host.coreMhz.value,
    memoryMiB: host.memoryMiB.value,
    idleW,
    maxW,
    rackUnits: host.rackUnits?.value,
    weightKg: host.weightKg?.value,
    btuPerHour: host.btuPerHour?.value,
    embodiedKg: host.embodiedKg?.value,
    price,
  };
}
