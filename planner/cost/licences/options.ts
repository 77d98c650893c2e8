/** Options that several rules share. */
import { z } from "zod";

/**
 * Do guests move between hosts within the time that a licence must stay with its server? "moves": every host in reach is
 * sized for all of them; the spares among these hosts are in reach as well.
 */
export const MOBILITY = z.enum(["stays", "moves"]).default("stays");

/** Are spare hosts licensed like the fullest used one? */
export const sparesOption = (byDefault: boolean) => z.boolean().default(byDefault);
