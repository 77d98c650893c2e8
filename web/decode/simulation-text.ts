/** A host file pasted into the page: YAML, of which JSON is a part. Bounded, because parsing holds up the server. */
import { parseDocument } from "yaml";
import { nestsDeeper } from "#inventory";
import { InvalidInput } from "#planner/contract/index.ts";
import { MOST_JSON_DEPTH, MOST_TEXT_CHARACTERS } from "../intake/bounds.ts";

const MOST_ALIASES = 100;

const refused = (detail: string): InvalidInput => new InvalidInput([{ pointer: "", code: "not-yaml", detail }]);

/** The text as a value. @throws InvalidInput with the line of each error */
export function valueOfText(text: string): unknown {
  if (text.length > MOST_TEXT_CHARACTERS) {
    throw refused(`the text has ${text.length} characters, at most ${MOST_TEXT_CHARACTERS} are read`);
  }
  if (nestsDeeper(new TextEncoder().encode(text), MOST_JSON_DEPTH)) {
    throw refused(`the text nests deeper than ${MOST_JSON_DEPTH} levels`);
  }
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    throw new InvalidInput(
      document.errors.map(({ message, linePos }) => ({
        pointer: linePos === undefined ? "" : `line ${linePos[0].line}`,
        code: "not-yaml",
        detail: (message.split("\n")[0] ?? "").replace(/ at line .*$/, ""),
      })),
    );
  }
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (error) {
    throw refused(`the text cannot be read: ${error instanceof Error ? error.message : "its aliases"}`);
  }
}
