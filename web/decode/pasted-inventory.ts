/** An inventory that was pasted into the first page: text that goes the way of an uploaded file, under a name of its own. */
import { InvalidInput } from "#planner/contract/index.ts";
import { MOST_TEXT_CHARACTERS } from "../intake/bounds.ts";
import type { UploadedFile } from "../intake/upload.ts";
import type { FormFields } from "./form-fields.ts";

/** File names of pasted texts begin so; problems name them. */
export const PASTED = "pasted text";

/** The pasted text as a file; none when nothing was pasted. @throws InvalidInput for more than a MiB of characters */
export function pastedFiles(fields: FormFields): readonly UploadedFile[] {
  const text = fields["pasted"]?.[0] ?? "";
  if (text.trim() === "") return [];
  if (text.length > MOST_TEXT_CHARACTERS) {
    const detail = `has ${text.length} characters, at most ${MOST_TEXT_CHARACTERS} are read here; hand it in as a file`;
    throw new InvalidInput([{ pointer: PASTED, code: "too-large", detail }]);
  }
  const extension = /^\s*[[{]/.test(text) ? "json" : "csv";
  return [{ name: `${PASTED}.${extension}`, bytes: new TextEncoder().encode(text) }];
}
