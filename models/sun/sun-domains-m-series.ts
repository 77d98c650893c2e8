/**
 * Dynamic Domains on the SPARC Enterprise M4000 to M9000 (2007): a physical system board is one XSB (Uni-XSB) or is
 * divided into four (Quad-XSB), and a domain is any of these XSBs, each under an LSB number of its own. Left out: boards
 * of both kinds in one machine, which XSB of which board a domain gets, reconfiguration while running.
 */
import { z } from "zod";
import {
  type BlockCounts,
  type BlockStock,
  type GuestSupport,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type Platform,
  type Site,
  type SizedBlocks,
  blocksFor,
  withCore,
  DEDICATED_CPUS,
} from "../partitioning/index.ts";
import { recalled, seen } from "../fact.ts";
import { slotsWanted } from "./domain-layer.ts";
import { sunMachine } from "./machines.ts";
import { M_SERIES_DESCRIPTION, M_SERIES_FACTS as FACTS, XSB, XSB_WITHOUT_IO } from "./sun-domains-m-series-facts.ts";
import { unsupported } from "./unsupported.ts";
import { wholeBoardLayer } from "./whole-board-layer.ts";
import { DOMAIN_COSTS } from "./core-costs.ts";

export const MSeriesSettings = z.strictObject({
  /** Every system board whole (Uni-XSB, its faults stay with one domain), or divided by four (Quad-XSB). */
  boardMode: z.enum(["uni", "quad"]).default("uni"),
});
export type MSeriesSettings = z.infer<typeof MSeriesSettings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "native",
    families: ["solaris"],
    architectures: ["sparc"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "Solaris 10 and 11",
  },
];

/** The XSBs that the boards give: as many as boards, or four of a quarter each, of which some models give two no I/O. */
function blocksOf(site: Site<MSeriesSettings>): readonly BlockStock[] {
  const boards = site.machine.blocks.filter((block) => block.name === XSB);
  if (site.settings.boardMode === "uni") return boards;
  const parts = FACTS["xsb.perQuadBoard"].value;
  const withIo = sunMachine(site.machine.model)?.quartersWithIo?.value ?? parts;
  return boards.flatMap((board): readonly BlockStock[] => {
    const quarter = { cores: board.cores / parts, memoryMiB: board.memoryMiB / parts };
    const ioSlots = Math.min(FACTS["xsb.quadSlots"].value, Math.floor(board.ioSlots / withIo));
    const served = { ...quarter, name: XSB, count: board.count * withIo, ioSlots };
    if (withIo === parts) return [served];
    return [served, { ...quarter, name: XSB_WITHOUT_IO, count: board.count * (parts - withIo), ioSlots: 0 }];
  });
}

/** XSBs of one domain: those with I/O as far as its adapters and the minimum ask, the rest without as long as there are any. */
function chooseBlocks(wants: PartitionWants, site: Site<MSeriesSettings>): BlockCounts {
  const stock = blocksOf(site);
  const served = stock.find((block) => block.name === XSB);
  const minimum = FACTS["domain.minBoards"].value;
  if (served === undefined) return { [XSB]: minimum };
  const per = (amount: number, perBlock: number) => (perBlock > 0 ? [{ amount, perBlock }] : []);
  const forIo = blocksFor(per(slotsWanted(FACTS, wants), served.ioSlots), minimum);
  const all = blocksFor([...per(wants.peakCores, served.cores), ...per(wants.memoryMiB, served.memoryMiB)], forIo);
  const spare = stock.find((block) => block.name === XSB_WITHOUT_IO)?.count ?? 0;
  const without = Math.min(spare, all - forIo);
  return without > 0 ? { [XSB]: all - without, [XSB_WITHOUT_IO]: without } : { [XSB]: all };
}

const xsbsOf = (blocks: BlockCounts) => (blocks[XSB] ?? 0) + (blocks[XSB_WITHOUT_IO] ?? 0);

const lsb = (number: number) => String(number).padStart(2, "0");

/** LSB numbers count from 00 in every domain. */
function lsbNumbers(xsbs: number): string {
  return xsbs <= 1 ? lsb(0) : `${lsb(0)}-${lsb(xsbs - 1)}`;
}

function vendorSettings(sized: SizedBlocks, site: Site<MSeriesSettings>) {
  const without = sized.blocks[XSB_WITHOUT_IO] ?? 0;
  return {
    boardMode: site.settings.boardMode,
    xsbs: xsbsOf(sized.blocks),
    ...(without > 0 ? { xsbsWithoutIo: without } : {}),
    lsbNumbers: lsbNumbers(xsbsOf(sized.blocks)),
  };
}

/** A domain none of whose XSBs carries I/O (DSD-8), and one of more XSBs than there are LSB numbers. */
function xsbMisfits(spec: PartitionSpec): readonly Misfit[] {
  const value = xsbsOf(spec.blocks);
  const { value: bound, source } = FACTS["domain.maxXsbs"];
  const many: Misfit = {
    code: "over-limit",
    scope: "partition",
    resource: `block:${XSB}`,
    value,
    bound,
    rule: "domain.maxXsbs",
    source,
  };
  const blind = unsupported(
    { rule: "DSD-8", source: seen("MAG07-A2") },
    { what: "domain-without-io", value: `${value} ${XSB_WITHOUT_IO}`, needs: "an XSB that carries I/O" },
  );
  return [...(value > bound ? [many] : []), ...(value > 0 && (spec.blocks[XSB] ?? 0) === 0 ? [blind] : [])];
}

/** Said once per machine: a fault of a divided board may reach every domain on it. */
function quadCautions(site: Site<MSeriesSettings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  if (site.settings.boardMode === "uni" || specs.length === 0) return [];
  const told = {
    what: "isolation-at-the-board",
    value: `${specs.length} on Quad-XSBs`,
    needs: "boardMode uni: a fault of a divided board may hit up to four domains",
  };
  return [unsupported({ rule: "xsb.quad", source: FACTS["xsb.perQuadBoard"].source }, told)];
}

const LAYER = withCore(
  wholeBoardLayer<MSeriesSettings>({
    id: "sun-domains-m-series",
    family: "m-series",
    facts: FACTS,
    settings: MSeriesSettings,
    guests: GUESTS,
    description: M_SERIES_DESCRIPTION,
    board: XSB,
    blocksOf,
    chooseBlocks,
    vendorSettings,
    morePartitionMisfits: xsbMisfits,
    moreCautions: quadCautions,
  }),
  { ...DEDICATED_CPUS, ...DOMAIN_COSTS },
);

export const SUN_DOMAINS_M_SERIES: Platform = {
  id: "sun-domains-m-series",
  title: "Sun Dynamic Domains, SPARC Enterprise M-series",
  maker: "Sun",
  generation: "SPARC Enterprise M4000 to M9000, 2007",
  year: 2007,
  era: "living",
  layers: [LAYER],
};
