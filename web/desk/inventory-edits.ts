/** What can be made of an inventory: another one, or a page that says why not. */
import { type Edits, type Fix, applyEdits, fixesFor, selectWorkloads } from "#inventory";
import { InvalidInput, type InputProblem, type Inventory } from "#planner/contract/index.ts";
import type { StoredInventory } from "#store";
import type { z } from "zod";
import { anonymised } from "../anonymise-inventory.ts";
import { type BulkForm, bulkEdits } from "../decode/bulk-edit.ts";
import { type RuleForm, ruleEdits } from "../decode/rule-form.ts";
import { type WorkloadForm, addition, editsFor } from "../decode/workload-form.ts";
import type { WorkloadList } from "../decode/workload-list.ts";
import { edited } from "../edit-inventory.ts";
import { summaryOf } from "../inventory-summary.ts";
import { inventoryView } from "../inventory-view.ts";
import { rulesView } from "../rules-view.ts";
import type { PageData } from "../views.ts";
import { namedWorkload, workloadView } from "../workload-view.ts";
import { workloadsView } from "../workloads-view.ts";
import type { DeskRoom, Making } from "./room.ts";

type One = readonly [StoredInventory];

/** What a form comes to: another inventory, or its page again with what is wrong. */
type OrPage = Making<PageData | undefined>;

/** @param page the page with these problems @throws whatever else `make` throws */
function madeOr(make: () => Inventory, page: (problems: readonly InputProblem[]) => PageData): OrPage {
  try {
    return { inventory: make(), says: undefined };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { inventory: undefined, says: page(error.problems) };
  }
}

/** Edits and what is wrong with the form they were read from. */
function readEdits({ edits, problems }: { readonly edits: unknown; readonly problems: readonly InputProblem[] }) {
  if (problems.length > 0) throw new InvalidInput(problems);
  return edits;
}

/** The fix that a button asks for. @throws InvalidInput when these findings have none of that name */
function fixAsked(inventory: Inventory, { code, fix }: { readonly code: string; readonly fix: string }): Fix {
  const found = fixesFor(inventory, code).find(({ id }) => id === fix);
  if (found !== undefined) return found;
  const detail = `There is no fix "${fix}" for findings of the kind "${code}" in this inventory.`;
  throw new InvalidInput([{ pointer: "", code: "unknown-fix", detail }]);
}

/** What the page of one workload asks for. */
interface WorkloadPosted {
  readonly of: string | undefined;
  readonly form: WorkloadForm;
  readonly isRemoval: boolean;
}

export const INVENTORY_EDITS = {
  /** Edits as programs send them. @throws InvalidInput with pointers into their list */
  edited: ([{ inventory }]: One, edits: z.infer<typeof Edits>) => {
    const made = applyEdits(inventory, edits);
    return { inventory: made, says: summaryOf(made) };
  },

  anonymised: ([{ inventory }]: One, _given: undefined, room: DeskRoom) => {
    const made = anonymised(room, inventory).inventory;
    return { inventory: made, says: summaryOf(made) };
  },

  /** The form below the workloads table. */
  bulkEdited: (
    [{ id, inventory }]: One,
    { list, form }: { readonly list: WorkloadList; readonly form: BulkForm },
  ): OrPage =>
    madeOr(
      () => {
        const { filter } = list;
        const filtered = () => selectWorkloads(inventory, filter).map((workload) => workload.id);
        return edited(inventory, readEdits(bulkEdits(form, { filter, filtered })));
      },
      (problems) => workloadsView({ id, inventory, list, form, problems }),
    ),

  ruleEdited: ([{ id, inventory }]: One, { form }: { readonly form: RuleForm }): OrPage =>
    madeOr(
      () => edited(inventory, readEdits(ruleEdits(form))),
      (problems) => rulesView({ id, inventory, form, problems }),
    ),

  /** A fix for findings, by its button. */
  fixed: ([{ id, inventory }]: One, asked: { readonly code: string; readonly fix: string }): OrPage =>
    madeOr(
      () => applyEdits(inventory, fixAsked(inventory, asked).edits),
      (problems) => inventoryView({ id, inventory, problems: problems.map((one) => ({ ...one, pointer: "" })) }),
    ),

  /** The page of one workload; neither an inventory nor a page where nothing differs. @throws Problem not-found */
  workloadEdited: ([stored]: One, { of, form, isRemoval }: WorkloadPosted): OrPage => {
    const workload = namedWorkload(stored, of);
    const asked =
      workload === undefined
        ? addition(form)
        : isRemoval
          ? { edits: [{ kind: "remove", which: { ids: [workload.id] } }], problems: [] }
          : editsFor(form, workload);
    const { edits } = asked;
    if (asked.problems.length === 0 && edits.length === 0 && workload !== undefined)
      return { inventory: undefined, says: undefined };
    return madeOr(
      () => edited(stored.inventory, readEdits(asked)),
      (problems) => workloadView({ stored, workload, form, from: undefined, problems, edits }),
    );
  },
};
