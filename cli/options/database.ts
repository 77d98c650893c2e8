/** The address of a PostgreSQL database, typed or from the environment. Arguments are seen by everybody on the machine. */
import { InvalidArgumentError } from "commander";
import { hasPassword, shownAddress } from "#store";

/** Parser of the address in `--database`; a password in it is refused. */
export function databaseIn(text: string): string {
  try {
    if (!hasPassword(text)) return text;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
  throw new InvalidArgumentError(
    "Everybody on this machine could read the password; give the address in DATABASE_URL, or the password in PGPASSWORD or ~/.pgpass.",
  );
}

/** The address in DATABASE_URL; undefined when there is none. @throws Error that names the variable, not its value */
export function databaseOfEnvironment(): string | undefined {
  const text = process.env["DATABASE_URL"] ?? "";
  if (text === "") return undefined;
  try {
    shownAddress(text);
    return text;
  } catch (error) {
    throw new Error(`DATABASE_URL: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
