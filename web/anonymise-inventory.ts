/** Anonymising as the server does it: the catalogue's own names stay, everybody else's go. */
import { type Anonymised, anonymise } from "#inventory";
import type { Inventory, PlanContext } from "#planner";

/** The inventory under pseudonyms, and the table of names. */
export const anonymised = ({ context }: { readonly context: PlanContext }, inventory: Inventory): Anonymised =>
  anonymise(
    inventory,
    context.platforms.map(({ id }) => id),
  );
