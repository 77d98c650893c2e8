/** Which errors of the driver say that the database cannot answer now, so that asking again later makes sense. */
import { StoreUnavailable } from "../store.ts";

/** Classes of SQLSTATE: connection lost, resources exhausted, operator intervention (shutdown, timeout), system error. */
const CLASSES = ["08", "53", "57", "58"];
/** Waited too long for a lock; two transactions in each other's way; a standby that takes no writes. */
const STATES = ["55P03", "40P01", "40001", "25006"];
/** Codes of the operating system and of name look-up. */
const SYSTEM = /^E[A-Z_]{3,}$/;
/** What the driver says without a code. */
const SAID = /^(?:Connection terminated|timeout exceeded when trying|Query read timeout|Client (?:has enc|was closed))/;

const codeOf = (error: unknown): string => {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" ? code : "";
};

function isOutage(error: Error): boolean {
  const code = codeOf(error);
  if (code === "") return SAID.test(error.message);
  return SYSTEM.test(code) || STATES.includes(code) || (code.length === 5 && CLASSES.includes(code.slice(0, 2)));
}

/** The error as the store throws it: outages as StoreUnavailable, others as they are. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnavailable || !isOutage(error)) return error;
  // of several addresses tried in vain the driver reports all, without a message of its own
  return new StoreUnavailable(error.message === "" ? codeOf(error) : error.message, { cause: error });
}
