/**
 * The store on PostgreSQL, loaded when it is asked for: the driver takes time and memory that the embedded store and the
 * command line need not spend.
 */
import type { PostgresOptions } from "./postgres/index.ts";
import type { Store } from "./store.ts";

/** See {@link PostgresOptions} and the function of this name in store/postgres/store.ts, which this calls. */
export async function postgresStore(address: string, options: PostgresOptions = {}): Promise<Store> {
  const room = await import("./postgres/index.ts");
  return await room.postgresStore(address, options);
}
