/** Two rows of a scenario against each other: what was asked differently, and what came of it. */
import { PLAN_FIGURE_NAMES, type PlanFigure } from "../plan-figures.ts";
import { isSame } from "../canonical.ts";
import type { WhatIfRow } from "./rows.ts";
import type { Overrides } from "./variants.ts";

export interface RowDifference {
  /** Fields and factors whose values differ; undefined = not set in that row. */
  readonly asked: readonly { readonly of: string; readonly a: unknown; readonly b: unknown }[];
  /** Figures that differ; undefined = not known in that row. */
  readonly figures: readonly {
    readonly figure: PlanFigure;
    readonly a: number | undefined;
    readonly b: number | undefined;
  }[];
}

const askedIn = ({ overrides, draw }: WhatIfRow): Overrides => ({ ...overrides, ...draw?.values, ...draw?.factors });

/** How row `b` differs from row `a`. */
export function rowDifference(a: WhatIfRow, b: WhatIfRow): RowDifference {
  const [askedA, askedB] = [askedIn(a), askedIn(b)];
  const names = [...new Set([...Object.keys(askedA), ...Object.keys(askedB)])];
  return {
    asked: names.filter((of) => !isSame(askedA[of], askedB[of])).map((of) => ({ of, a: askedA[of], b: askedB[of] })),
    figures: PLAN_FIGURE_NAMES.filter((figure) => a.figures[figure] !== b.figures[figure]).map((figure) => ({
      figure,
      a: a.figures[figure],
      b: b.figures[figure],
    })),
  };
}
