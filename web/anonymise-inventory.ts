/** Anonymising as the server does it: the catalogue's own names stay, everybody else's go. */
import { type Anonymised, anonymise } from "#inventory";
import type { Inventory } from "#planner";
import type { Parts } from "./parts.ts";

/** The inventory under pseudonyms, and the table of names. */
export const anonymised = ({ context }: Pick<Parts, "context">, inventory: Inventory): Anonymised =>
  anonymise(
    inventory,
    context.platforms.map(({ id }) => id),
  );
