/** /login and /logout: where people become known, and stop being so. */
import express, { type Request, Router } from "express";
import { type Book, MOST_PASSWORD, accountOf, isPassword, mayDo, openSession } from "#accounts";
import { fieldText, formFields } from "../decode/form-fields.ts";
import { only, queryText } from "../methods.ts";
import { Problem } from "../problem.ts";
import type { Views } from "../views.ts";
import { attempts } from "./attempts.ts";
import { setSession } from "./caller.ts";

const MOST_FORM = "16kb";
/** Passwords judged at once: each takes 64 MiB and a thread for a fifth of a second. */
const MOST_AT_ONCE = 2;
const RETRY_SECONDS = 2;
/** An own path: one slash, then neither slash nor backslash, which browsers read as one. */
const OWN_PATH = /^\/(?![/\\])[^\\\s]*$/;
const readForm = express.urlencoded({ extended: false, limit: MOST_FORM });

const HOME = "/";
/** The first page makes plans: who may only read begins where they are. */
const HOME_OF_READERS = "/plans";

/** Where to go afterwards: a path of this server, else its first page. */
export const ownPath = (text: string): string => (OWN_PATH.test(text) && !text.startsWith("/login") ? text : HOME);

const WRONG = { text: "Name and password do not fit together.", href: "#name" };

/** The password's form and the end of a session. @param book undefined = there are no accounts: nothing is here */
export function loginRoutes(book: () => Book | undefined, views: Views): Router {
  const router = Router();
  const guesses = attempts();
  let judging = 0;
  const page = (next: string, name = "", problems: readonly (typeof WRONG)[] = []) =>
    views.page("login", { title: "Sign in", next, name, problems });

  const judge = async (known: Book, name: string, password: string): Promise<boolean> => {
    if (judging >= MOST_AT_ONCE)
      throw new Problem("too-many-attempts", "Too many people sign in at this moment.", {
        headers: { "Retry-After": String(RETRY_SECONDS) },
      });
    judging++;
    try {
      return await isPassword(password, accountOf(known, name)?.password);
    } finally {
      judging--;
    }
  };

  const heed = (request: Request, name: string) => {
    const attempt = { name, address: request.ip ?? "" };
    const seconds = guesses.waitSeconds(attempt);
    if (seconds > 0)
      throw new Problem("too-many-attempts", `Too many wrong passwords; the next is taken in ${seconds} s.`, {
        headers: { "Retry-After": String(seconds) },
      });
    return attempt;
  };

  router.get("/login", (request, response, next) => {
    if (book() === undefined) return next();
    response
      .set("Cache-Control", "no-store")
      .type("html")
      .send(page(ownPath(queryText(request, "next") ?? HOME)));
  });
  router.post("/login", readForm, async (request, response, next) => {
    const known = book();
    if (known === undefined) return next();
    const fields = formFields(request.body);
    const [name, password] = [fieldText(fields, "name"), (fields["password"]?.[0] ?? "").slice(0, MOST_PASSWORD)];
    const target = ownPath(fieldText(fields, "next"));
    const attempt = heed(request, name);
    const isRight = await judge(known, name, password);
    const account = accountOf(known, name);
    response.set("Cache-Control", "no-store");
    if (!isRight || account === undefined) {
      guesses.failed(attempt);
      response
        .status(422)
        .type("html")
        .send(page(target, name, [WRONG]));
      return;
    }
    guesses.succeeded(attempt);
    const { text, ends } = openSession(known, account, Date.now());
    setSession(request, response, text, ends);
    response.redirect(303, target === HOME && !mayDo(account.role, "planner") ? HOME_OF_READERS : target);
  });
  router.all("/login", (request, response, next) =>
    book() === undefined ? next() : only("GET", "POST")(request, response, next),
  );
  router.post("/logout", (request, response, next) => {
    if (book() === undefined) return next();
    setSession(request, response, undefined);
    response.redirect(303, "/login");
  });
  router.all("/logout", (request, response, next) =>
    book() === undefined ? next() : only("POST")(request, response, next),
  );
  return router;
}
