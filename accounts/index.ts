/** Front door of the accounts: who may do what, kept in one file of a person's own. */
export * from "./book.ts";
export * from "./file.ts";
export * from "./keys.ts";
export * from "./password.ts";
export * from "./role.ts";
export * from "./sessions.ts";
