/** /accounts: who may use the server, for admins to look at. Changes are made where the file is, by `hostwright accounts`. */
import { Router } from "express";
import { type Book } from "#accounts";
import { only } from "../methods.ts";
import type { Views } from "../views.ts";

const DAY = "2026-01-05".length;

/** Accounts by name, below each its keys; no secret and no digest of one. */
const rowsOf = ({ accounts }: Book, now: number) =>
  accounts
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, role, createdAt, password, keys }) => ({
      name,
      role,
      by: password === undefined ? "keys only" : "password",
      since: createdAt.slice(0, DAY),
      keys: keys.map((key) => ({
        id: `${name}/${key.name}`,
        role: key.role ?? role,
        since: key.createdAt.slice(0, DAY),
        until: key.expiresAt?.slice(0, DAY) ?? "no end",
        isOver: key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now,
      })),
    }));

/** The page. @param book undefined = there are no accounts: nothing is here */
export function accountsPage(book: () => Book | undefined, views: Views): Router {
  const router = Router();
  router.get("/accounts", (_request, response, next) => {
    const known = book();
    if (known === undefined) return next();
    const page = { title: "Accounts", accounts: rowsOf(known, Date.now()) };
    response.set("Cache-Control", "no-store").type("html").send(views.page("accounts", page));
  });
  router.all("/accounts", (request, response, next) =>
    book() === undefined ? next() : only("GET")(request, response, next),
  );
  return router;
}
