/** Finished plans side by side: the questions, the figures of the answers against the first plan's, the workloads that differ. */
import {
  type ComparedDifference,
  type ComparedRow,
  type ComparedVerdict,
  type Comparison,
  type ComparisonNote,
  MOST_COMPARED,
  type PlanDocument,
} from "../contract/index.ts";
import { askedFields } from "./asked.ts";
import { COMPARED_FIGURES, type ComparedFigure, type ComparedValue, licenceFigures } from "./figures.ts";
import { comparisonNotes, isMoneyComparable } from "./notes.ts";
import { workloadChanges } from "./workload-changes.ts";

/** A plan to compare, under the id by which its reader knows it. */
export interface ComparedPlan {
  readonly id: string;
  readonly document: PlanDocument;
}

const without = (verdict: ComparedVerdict): ComparedDifference => ({ absolute: null, ratio: null, verdict });

function numbersDifference(first: number, other: number, better: ComparedFigure["better"]): ComparedDifference {
  const absolute = other - first;
  const ratio = first === 0 ? null : absolute / Math.abs(first);
  if (absolute === 0) return { absolute, ratio, verdict: "same" };
  if (better === "neither") return { absolute, ratio, verdict: "differs" };
  return { absolute, ratio, verdict: absolute < 0 === (better === "less") ? "better" : "worse" };
}

function difference(first: ComparedValue, other: ComparedValue, better: ComparedFigure["better"]): ComparedDifference {
  if (first === undefined && other === undefined) return without("same");
  if (first === undefined || other === undefined) return without("unknown");
  if (typeof first === "number" && typeof other === "number") return numbersDifference(first, other, better);
  return without(first === other ? "same" : "differs");
}

function rowOf(
  figure: ComparedFigure,
  documents: readonly PlanDocument[],
  notes: readonly ComparisonNote[],
): ComparedRow {
  const { group, label, unit, better, read, isOverYears = false } = figure;
  const [first, ...others] = documents.map(({ result }) => read(result));
  return {
    group,
    figure: figure.figure,
    label,
    unit,
    values: [first, ...others].map((value) => value ?? null),
    differences: others.map((other, i) => {
      const against = difference(first, other, better);
      const isMoney = unit === "money" && first !== undefined && other !== undefined;
      return isMoney && !isMoneyComparable(notes, i + 1, isOverYears) ? without("not-comparable") : against;
    }),
  };
}

const askedRows = (documents: readonly PlanDocument[]): readonly ComparedRow[] =>
  askedFields(documents.map(({ request }) => request)).map(({ figure, label, unit, values }) => ({
    group: "question",
    figure,
    label,
    unit,
    values: values.map((value) => value ?? null),
    differences: values.slice(1).map((value) => {
      const against = difference(values[0], value, "neither");
      // a wish that one request does not make differs from one that it makes
      return against.verdict === "unknown" ? without("differs") : against;
    }),
  }));

/** Figures in the order of their groups, a licence's beside the others of its kind. */
function figuresOf(documents: readonly PlanDocument[]): readonly ComparedFigure[] {
  const licences = licenceFigures(documents.map(({ result }) => result));
  const at = COMPARED_FIGURES.findLastIndex(({ group }) => group === "licences") + 1;
  return COMPARED_FIGURES.toSpliced(at, 0, ...licences);
}

/**
 * Compare 2 to 6 plans; every difference is against the first. A figure that no plan knows is left out.
 * @throws RangeError for fewer or more plans
 */
export function comparisonOf(plans: readonly ComparedPlan[]): Comparison {
  if (plans.length < 2 || plans.length > MOST_COMPARED)
    throw new RangeError(`${plans.length} plans to compare, expected 2 to ${MOST_COMPARED}`);
  const documents = plans.map(({ document }) => document);
  const notes = comparisonNotes(documents);
  const rows = figuresOf(documents).map((figure) => rowOf(figure, documents, notes));
  return {
    version: 1,
    plans: plans.map(({ id, document: { result } }) => ({
      id,
      name: result.name,
      inputHash: result.inputHash,
      ...(result.money === undefined ? {} : { currency: result.money.currency, years: result.money.years }),
    })),
    notes: [...notes],
    rows: [...askedRows(documents), ...rows.filter(({ values }) => values.some((value) => value !== null))],
    workloads: [...workloadChanges(documents)],
  };
}
