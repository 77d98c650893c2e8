/**
 * Everything with a source that the product knows, in one flat form: the facts and statements of platforms, and the
 * figures of host types. The generated pages are views of these entries.
 */
import { type Layer, type Platform, type Source, parseSource } from "#models/index.ts";
import type { HostType } from "#planner/contract/index.ts";

/** One sourced thing: where it belongs, what it says, who says so. */
export interface Entry {
  /** Id of the platform, of the layer of a nest ("outer / inner"), or of the host type. */
  readonly owner: string;
  /** Key of the fact ("vm.maxVcpu"), kind and id of a statement ("rule DSD-1"), or field of a host type. */
  readonly key: string;
  readonly value: string;
  readonly unit: string;
  readonly source: Source;
  readonly note: string;
}

/** What the pages are made from. */
export interface Knowledge {
  readonly platforms: readonly Platform[];
  /** Key of a `seen` source → what was read, for platforms and for host types. */
  readonly platformSources: Readonly<Record<string, string>>;
  readonly hosts: readonly HostType[];
  readonly hostSources: Readonly<Record<string, string>>;
  readonly rooms: readonly RoomKnowledge[];
}

/** What a room beside them knows, with its own bibliography. */
export interface RoomKnowledge {
  readonly title: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly entries: readonly Entry[];
}

const told = (value: unknown): string => {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(told).join(", ");
  return String(value);
};

function factEntries(owner: string, layer: Layer): readonly Entry[] {
  return Object.entries(layer.description.facts).map(([key, fact]) => ({
    owner,
    key,
    value: told(fact.value),
    unit: fact.unit,
    source: fact.source,
    note: fact.note ?? "",
  }));
}

function statementEntries(owner: string, layer: Layer): readonly Entry[] {
  const { rules, operations, migration, availability, guests, licence, overheadFormula } = layer.description;
  const entry = (key: string, value: string, from: { readonly source: Source; readonly note?: string }): Entry => ({
    owner,
    key,
    value,
    unit: "",
    source: from.source,
    note: from.note ?? "",
  });
  return [
    ...guests.map((row) => entry(`guests ${row.mode}`, `${told(row.families)} on ${told(row.architectures)}`, row)),
    ...rules.map((rule) => entry(`rule ${rule.id}`, rule.text, rule)),
    ...[...operations, ...migration, ...availability].map((said) => entry(`statement ${said.id}`, said.text, said)),
    entry("licence", licence.value, licence),
    entry("overhead", overheadFormula.value, overheadFormula),
  ];
}

/** Facts of a platform, layer by layer, then its statements, in the order of the tables. */
export function platformEntries(platform: Platform): readonly Entry[] {
  return platform.layers.flatMap((layer) => {
    const owner = platform.layers.length > 1 ? `${platform.id} / ${layer.id}` : platform.id;
    return [...factEntries(owner, layer), ...statementEntries(owner, layer)];
  });
}

const isSourced = (value: object): value is { value: unknown; source: string; note?: string } =>
  "value" in value && "source" in value && typeof value.source === "string";

function fieldEntries(owner: string, path: string, value: unknown): readonly Entry[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  if (isSourced(value)) {
    const source = parseSource(value.source);
    return [{ owner, key: path, value: told(value.value), unit: "", source, note: value.note ?? "" }];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldEntries(owner, path === "" ? name : `${path}.${name}`, inner),
  );
}

/** Sourced figures of a host type, and its blocks as one figure where it has any. */
export function hostEntries(host: HostType): readonly Entry[] {
  const blocks = host.blocks.map(
    (b) => `${b.count} x ${b.name} (${b.cores} cores, ${b.memoryMiB} MiB, ${b.ioSlots} slots)`,
  );
  const fitted: readonly Entry[] =
    blocks.length === 0 || host.blocksSource === undefined
      ? []
      : [
          {
            owner: host.id,
            key: "blocks",
            value: blocks.join("; "),
            unit: "",
            source: parseSource(host.blocksSource),
            note: "",
          },
        ];
  return [...fieldEntries(host.id, "", host), ...fitted];
}
