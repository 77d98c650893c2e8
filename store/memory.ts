/** A store in this process only: the same code on a database without a file. */
import { sqliteStore } from "./sqlite.ts";
import type { Store } from "./store.ts";

/** An empty store that is gone when the process ends. */
export const memoryStore = (): Store => sqliteStore(":memory:");
