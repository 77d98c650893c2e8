/** The note that an edit leaves: a finding without a place, of severity "info", after all that were there before. */
import type { Finding, Inventory } from "#planner/contract/index.ts";
import { severityOf } from "../finding-codes.ts";
import type { FindingCode } from "../finding-titles.ts";
import { shown } from "../text.ts";

const TEXT_LENGTH = 200;
/** Codes of notes begin so. */
const EDIT_PREFIX = "edit-";

/** True for the note of an edit. */
export const isEditNote = ({ code }: Finding): boolean => code.startsWith(EDIT_PREFIX);

/** The inventory with one note more. @param what.who whom the edit was for @param what.did what it did to them */
export function noted(
  inventory: Inventory,
  code: Extract<FindingCode, `edit-${string}`>,
  what: { readonly who: string; readonly did?: string },
): Inventory {
  const note: Finding = {
    code,
    severity: severityOf(code),
    file: "",
    raw: shown(what.who, TEXT_LENGTH),
    ...(what.did === undefined ? {} : { bound: shown(what.did, TEXT_LENGTH) }),
  };
  return { ...inventory, findings: [...inventory.findings, note] };
}
