/** A stored simulation in its formats: its result, a page of one file, the whole document. */
import { simulationHtml } from "#report";
import type { StoredSimulation } from "#store";
import { jsonBytes } from "./json-bytes.ts";
import type { StoredFormats } from "./stored-formats.ts";

const JSON_TYPE = "application/json";

/** What can be sent of this simulation. */
export const simulationFormats = ({ id, document }: StoredSimulation): StoredFormats => ({
  id,
  name: () => document.result.name,
  formats: {
    json: { type: JSON_TYPE, content: () => jsonBytes(document.result), value: () => document.result },
    html: { type: "text/html", extension: "html", content: () => simulationHtml(document) },
  },
  document: {
    type: JSON_TYPE,
    extension: "simulation.json",
    content: () => JSON.stringify(document),
    value: () => document,
  },
});
