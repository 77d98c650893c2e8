/** What a share is of: one plan, simulation or what-if, or plans compared; how that stands in the store and in addresses. */
import type { Request } from "express";
import { planPath, resultPage, simulationPath, whatIfPath, API } from "../api/job-body.ts";
import { comparePath } from "../compare-view.ts";
import { comparedIds } from "../compared-plans.ts";
import { pathText } from "../methods.ts";

/** Kinds of what can be shared; the comparison's addresses stand before those of single plans. */
export const SHARED_KINDS = ["comparison", "plan", "simulation", "what-if"] as const;
/** One of {@link SHARED_KINDS}. */
export type SharedKind = (typeof SHARED_KINDS)[number];

/** What may be read: 2 to 6 ids for a comparison, in its order; one for everything else. */
export interface Subject {
  readonly kind: SharedKind;
  readonly ids: readonly string[];
}

/** Routes below which /shares stands. */
export const SHARED_ROUTES: Readonly<Record<SharedKind, { readonly page: string; readonly api: string }>> = {
  comparison: { page: "/plans/compare", api: "/plans/comparison" },
  plan: { page: "/plans/:id", api: "/plans/:id" },
  simulation: { page: "/simulations/:id", api: "/simulations/:id" },
  "what-if": { page: "/what-ifs/:id", api: "/what-ifs/:id" },
};

/** As the store has it: "plans/ID", "comparisons/ID,ID". Ids are the server's own: they hold neither comma nor slash. */
export const subjectText = ({ kind, ids }: Subject): string => `${kind}s/${ids.join(",")}`;

/** Back from the store; undefined for what this program never wrote. */
export function subjectOf(text: string): Subject | undefined {
  const [plural = "", ids = ""] = text.split("/");
  const kind = SHARED_KINDS.find((one) => `${one}s` === plural);
  return kind === undefined || ids === "" ? undefined : { kind, ids: ids.split(",") };
}

/** The subject that an address names. @throws InvalidInput when a comparison is not of 2 to 6 plans, each once */
export const subjectIn = (kind: SharedKind, request: Request): Subject => ({
  kind,
  ids: kind === "comparison" ? comparedIds(request) : [pathText(request, "id")],
});

/** Does a share's own address, which names a comparison's plans nowhere, lie below this subject? */
export const isBelow = (kind: SharedKind, request: Request, subject: Subject): boolean =>
  subject.kind === kind && (kind === "comparison" || subject.ids[0] === pathText(request, "id"));

/** Page of what is shared. */
export const subjectPage = ({ kind, ids: [id = "", ...more] }: Subject): string =>
  kind === "comparison" ? comparePath(id, ...more) : resultPage(kind, id);

/** The same in the API, by its name among links. */
export function subjectLink({ kind, ids: [id = "", ...more] }: Subject): Readonly<Record<string, string>> {
  switch (kind) {
    case "plan":
      return { plan: planPath(id) };
    case "simulation":
      return { simulation: simulationPath(id) };
    case "what-if":
      return { whatIf: whatIfPath(id) };
    case "comparison":
      return { comparison: `${API}${comparePath(id, ...more).replace("compare?", "comparison?")}` };
  }
}

/** An address further down, the query kept at its end. */
export const below = (address: string, more: string): string => address.replace(/(?=\?|$)/, more);

/** The same without its query. */
export const withoutQuery = (address: string): string => address.split("?")[0] ?? "";
