/** A simulation as HTML: its body for the web page, and the whole as one file. */
import type { SimulationDocument, SimulationResult } from "#planner/contract/index.ts";
import { simulationView } from "#planner/report/index.ts";
import { onePage } from "./page.ts";
import { simulationPictures } from "./simulation-pictures.ts";
import { template } from "./templates.ts";

/** Tables of moves stand beside their pictures already. */
const isMove = ({ id }: { readonly id: string }) => id.startsWith("move-");

/** The body, from its `h2` headings down; the page around it has the `h1`. */
export function simulationBody(result: SimulationResult): string {
  const view = simulationView(result);
  const sections = [
    { id: "summary", title: "Summary", isThere: true },
    { id: "guests", title: "Guests", isThere: true },
    { id: "pictures", title: "Pictures", isThere: true },
    { id: "warnings", title: "Warnings", isThere: view.warnings.length > 0 },
    { id: "sources", title: "Assumptions", isThere: view.assumptions.length > 0 },
    { id: "about", title: "About", isThere: true },
  ];
  return template("simulation-body")({
    view,
    tables: view.tables
      .filter((table) => !isMove(table))
      .map((table) => ({
        ...table,
        rows: table.rows.map(([head, ...cells]) => ({
          head,
          cells: cells.map((text, i) => ({ text, isNumber: table.columns[i + 1]?.isNumber ?? false })),
        })),
      })),
    moves: view.tables.some(isMove) ? view.moves : [],
    pictures: simulationPictures(result),
    facts: view.assumptions.map((one) => ({ ...one, isUnchecked: false, note: "" })),
    sections: sections.filter(({ isThere }) => isThere),
  });
}

/** A whole simulation in one file. */
export function simulationHtml({ result }: SimulationDocument): string {
  return onePage({
    title: result.name,
    what: "simulation",
    body: simulationBody(result),
    engine: result.engine,
  });
}
