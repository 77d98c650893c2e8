/**
 * Which shape joins the two known ends of a host's draw, by its year: the table of how well a straight line, the concave
 * form and two straight pieces (idle to 10 %, then to full) fit published SPECpower_ssj2008 results, and the choice by
 * these errors. The results are tuned: servers in the field draw more at low load. The errors of two pieces are those of
 * each result's own draw at 10 %; with the year's median instead the gain is small (a test compares it with the line on
 * the catalogue's published curves).
 */
import { type Fact, type Source, type Sourced, assumed, fact, recalled, seen } from "#models/fact.ts";

const SOURCE = seen("specpower-model-error");

/** One year of the table: medians over its results; errors are RMS over the eleven points, in % of full draw. */
export interface PowerYear {
  readonly results: number;
  readonly lineError: number;
  readonly concaveError: number;
  readonly twoPieceError: number;
  /** Draw at 10 % load over draw at full load. */
  readonly p10OverPeak: number;
}

type Row = readonly [year: number, results: number, line: number, concave: number, twoPiece: number, p10: number];

const ROWS: readonly Row[] = [
  [2007, 12, 1.64, 2.26, 1.44, 0.68],
  [2008, 49, 2.32, 1.82, 1.87, 0.63],
  [2009, 62, 2.7, 3.39, 1.33, 0.54],
  [2010, 61, 4.81, 4.23, 2.07, 0.46],
  [2011, 59, 3.31, 5.59, 2.6, 0.47],
  [2012, 106, 6.62, 12.14, 6.46, 0.34],
  [2013, 22, 6.04, 11.34, 6.28, 0.38],
  [2014, 5, 3.68, 9.03, 3.94, 0.46],
  [2015, 13, 4.22, 9.1, 5.18, 0.32],
  [2016, 15, 4.74, 9.11, 5.51, 0.33],
  [2017, 26, 5.7, 12.02, 7.05, 0.28],
  [2018, 34, 5.65, 10.09, 6.3, 0.3],
  [2019, 59, 7.09, 11.88, 7.28, 0.3],
  [2020, 28, 7.62, 5.71, 2.73, 0.45],
  [2021, 41, 6.72, 11.31, 7.71, 0.36],
  [2022, 26, 5.88, 8.96, 3.95, 0.36],
];

/** The table by year of publication. */
export const POWER_BY_YEAR: ReadonlyMap<number, Sourced<PowerYear>> = new Map(
  ROWS.map(([year, results, lineError, concaveError, twoPieceError, p10OverPeak]) => [
    year,
    { value: { results, lineError, concaveError, twoPieceError, p10OverPeak }, source: SOURCE },
  ]),
);

/** Exponent of the concave form: draw rises from idle by 2u − u^r of the span. */
export const CONCAVE_EXPONENT: Fact<number> = fact(
  1.4,
  "",
  recalled("fairly"),
  "the form of Fan et al. 2007; simulators carry the same one",
);

/** Years of hardware the concave form was made for: it is never used outside them. */
const CONCAVE_FIRST = 2006;
const CONCAVE_LAST = 2009;

const YEARS = ROWS.map(([year]) => year);
const FIRST_YEAR = Math.min(...YEARS);
const LAST_YEAR = Math.max(...YEARS);

/** How the two ends are joined, and why. */
export type PowerShape = (
  | { readonly kind: "line" }
  | { readonly kind: "two-piece"; readonly p10OverPeak: number }
  | { readonly kind: "concave"; readonly exponent: number }
) & { readonly source: Source; readonly note: string };

const LINE_BEFORE: PowerShape = {
  kind: "line",
  source: assumed(
    `no results of machines before ${FIRST_YEAR} as a group; the published curves of two designs of 2004 and 2005 (SE7520AF2, DL380 G4) sag below even the straight line, so a bend above it would be worse`,
  ),
  note: "straight line from idle to full draw",
};

const errorsText = (row: PowerYear): string =>
  `median errors of ${row.results} results, % of full draw: line ${row.lineError}, concave ${row.concaveError}, two pieces ${row.twoPieceError}`;

/** The row's best form; of equals the simpler one. */
function bestOf(year: number, row: PowerYear): PowerShape {
  const mayBeConcave = year >= CONCAVE_FIRST && year <= CONCAVE_LAST;
  const told = { source: SOURCE, note: errorsText(row) };
  const concave = mayBeConcave ? row.concaveError : Number.POSITIVE_INFINITY;
  if (row.lineError <= Math.min(row.twoPieceError, concave)) return { kind: "line", ...told };
  return row.twoPieceError <= concave
    ? { kind: "two-piece", p10OverPeak: row.p10OverPeak, ...told }
    : { kind: "concave", exponent: CONCAVE_EXPONENT.value, ...told };
}

const SHAPES: ReadonlyMap<number, PowerShape> = new Map(
  [...POWER_BY_YEAR].map(([year, { value }]) => [year, bestOf(year, value)]),
);

/**
 * How draw between the two known ends is read for a host of that year: by the table's smallest error; a straight line
 * before it begins, its last row after it ends.
 */
export function shapeOfYear(year: number): PowerShape {
  return SHAPES.get(Math.min(Math.floor(year), LAST_YEAR)) ?? LINE_BEFORE;
}

/** The shape of a year as a fact of a plan, for a host type of which only the two ends are known. */
export function shapeFact(year: number): Fact {
  const shape = shapeOfYear(year);
  const beyond = year > LAST_YEAR ? `; the row of ${LAST_YEAR}, the last there is` : "";
  const note = `${shape.note}${beyond}`;
  switch (shape.kind) {
    case "line":
      return fact("straight line", "between idle and full draw", shape.source, note);
    case "two-piece":
      return fact(shape.p10OverPeak, "draw at 10 % load over full draw", shape.source, note);
    case "concave":
      return fact(shape.exponent, "exponent r of 2u − u^r", CONCAVE_EXPONENT.source, `${note} (specpower-model-error)`);
  }
}
