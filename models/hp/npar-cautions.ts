/** What a careful engineer says of a set of nPartitions that fits: interleaving, quads of cells, single paths, the expansion's draw. */
import type { Misfit, PartitionSpec, Site } from "../partitioning/index.ts";
import { EXPANSION_DRAW, hpMachine } from "./machines.ts";
import { type Evidence, unsupported } from "./refusal.ts";

const CELL = "cell";
const IO_CHASSIS = "io-chassis";

const isPowerOfTwo = (value: number) => Number.isInteger(Math.log2(value));

/** Quads that nPartitions no larger than one quad need when none of them crosses a border, largest first. */
export function quadsNeeded(cells: readonly number[], perQuad: number): number {
  const free: number[] = [];
  for (const wanted of cells.filter((one) => one <= perQuad).toSorted((a, b) => b - a)) {
    const at = free.findIndex((left) => left >= wanted);
    if (at < 0) free.push(perQuad - wanted);
    else free[at] = (free[at] ?? 0) - wanted;
  }
  const whole = cells.filter((one) => one > perQuad).map((one) => Math.ceil(one / perQuad));
  return free.length + whole.reduce((sum, one) => sum + one, 0);
}

/** Cautions of a set; none for an empty one or an unknown model. */
export function nparCautions(
  site: Site<{ readonly expansion: boolean }>,
  specs: readonly PartitionSpec[],
  rule: (id: string) => Evidence,
): readonly Misfit[] {
  const model = hpMachine(site.machine.model);
  if (model === undefined || specs.length === 0) return [];
  const cells = specs.map((spec) => spec.blocks[CELL] ?? 0);
  const uneven = cells.filter((one) => !isPowerOfTwo(one)).length;
  const single = specs.filter((spec) => spec.blocks[IO_CHASSIS] === 1).length;
  const perQuad = model.quadCells?.value;
  const quads = perQuad === undefined ? 0 : Math.ceil(model.cells.value / perQuad);
  const needed = perQuad === undefined ? 0 : quadsNeeded(cells, perQuad);
  return [
    ...(uneven === 0
      ? []
      : [
          unsupported(rule("NPAR-9"), {
            what: "best-interleave",
            value: `${uneven} with a number of cells that is no power of two`,
            needs: "1, 2, 4, 8 or 16 cells",
          }),
        ]),
    ...(needed <= quads
      ? []
      : [
          unsupported(rule("NPAR-9"), {
            what: "cells-of-one-quad",
            value: `${quads} quads of ${perQuad} cells`,
            needs: `${needed} quads, or some small nPartition crosses a border`,
          }),
        ]),
    ...(single === 0
      ? []
      : [
          unsupported(rule("NPAR-10"), {
            what: "second-core-io",
            value: `${single} with one core-capable cell`,
            needs: `a second ${IO_CHASSIS} for each, with a boot path of its own`,
          }),
        ]),
    ...(site.settings.expansion
      ? [
          unsupported(rule("expansion.draw"), {
            what: "draw-of-the-expansion",
            value: "not part of the host type's draw",
            needs: `${EXPANSION_DRAW["seu.draw.typical"].value} W typical and ${EXPANSION_DRAW["seu.draw.max"].value} W at most for a server expansion unit`,
          }),
        ]
      : []),
  ];
}
