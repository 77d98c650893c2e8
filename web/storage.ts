/** Where the server keeps everything: a folder of its own, or a PostgreSQL database that other servers may share. */
import path from "node:path";
import { type Store, lockFolder, postgresStore, shownAddress, sqliteStore } from "#store";
import type { Log } from "./log.ts";

/** Folder of the server where none is named. */
export const DATA_DIR = ".hostwright";
const STORE_FILE = "hostwright.db";

/** What was opened. */
export interface Storage {
  readonly store: Store;
  /** Other servers may share it. */
  readonly isShared: boolean;
  readonly close: () => Promise<void>;
}

/** The folder, locked for this server alone. */
function inFolder(folder: string): Storage {
  const unlock = lockFolder(folder);
  try {
    const store = sqliteStore(path.join(folder, STORE_FILE));
    return {
      store,
      isShared: false,
      close: async () => {
        await store.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Open the store.
 * @param where.dataDir `.hostwright` when left out; not used with a database
 * @throws Error when the folder is taken, the database does not answer, or what is there is of a newer program
 */
export async function openStorage(
  where: { readonly dataDir?: string; readonly databaseUrl?: string },
  log: Log,
): Promise<Storage> {
  if (where.databaseUrl === undefined) return inFolder(where.dataDir ?? DATA_DIR);
  const onLost = (error: Error) => log({ event: "store-connection-lost", error: error.message });
  const store = await postgresStore(where.databaseUrl, { onLost });
  log({ event: "store-opened", database: shownAddress(where.databaseUrl) });
  return { store, isShared: true, close: () => store.close() };
}
