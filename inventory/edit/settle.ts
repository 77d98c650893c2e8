/** Findings that were dealt with: those of one code go, and a note says that they were there. */
import { type Inventory, InvalidInput } from "#planner/contract/index.ts";
import type { EditOf } from "./edit.ts";
import { isEditNote, noted } from "./note.ts";

/** @throws InvalidInput when there is no such finding; notes of edits are no findings and stay */
export function settle(inventory: Inventory, { code }: EditOf<"settle">): Inventory {
  const left = inventory.findings.filter((finding) => finding.code !== code || isEditNote(finding));
  const count = inventory.findings.length - left.length;
  if (count === 0) {
    const detail = `this inventory has no finding of the kind "${code}" to settle`;
    throw new InvalidInput([{ pointer: "/code", code: "no-finding", detail }]);
  }
  return noted({ ...inventory, findings: left }, "edit-settled", {
    who: code,
    did: count === 1 ? "once" : `${count} times`,
  });
}
