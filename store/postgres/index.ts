/** Front door of the store on PostgreSQL; loaded when one is asked for (store/postgres.ts). */
export * from "./store.ts";
