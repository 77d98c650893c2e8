/** /login and /logout: where people become known, and stop being so. */
import express, { Router } from "express";
import { type Account, type Book, MOST_PASSWORD, accountOf, isPassword, mayDo, openSession } from "#accounts";
import { fieldText, formFields } from "../decode/form-fields.ts";
import { only, queryText } from "../methods.ts";
import { Problem } from "../problem.ts";
import type { Views } from "../views.ts";
import { type Attempt, attempts } from "./attempts.ts";
import { setSession } from "./caller.ts";
import { networkOf } from "./network.ts";
import { turns } from "./turns.ts";

const MOST_FORM = "16kb";
/** No account has a longer name; what is remembered of attempts is bounded by it. */
const MOST_NAME = 64;
/** Passwords judged at once: each takes 64 MiB and a thread for a fifth of a second. The last of the queue waits a few. */
const QUEUE = { atOnce: 2, waitingOfOne: 5, waiting: 30 };
const RETRY_SECONDS = 2;
/** An own path: one slash, then neither slash nor backslash, which browsers read as one. */
const OWN_PATH = /^\/(?![/\\])[^\\\s]*$/;
const readForm = express.urlencoded({ extended: false, limit: MOST_FORM });

const HOME = "/";
/** The first page makes plans: who may only read begins where they are. */
const HOME_OF_READERS = "/plans";

/** Where to go afterwards: a path of this server, else its first page. */
export const ownPath = (text: string): string => (OWN_PATH.test(text) && !text.startsWith("/login") ? text : HOME);

const tooMany = (detail: string, seconds: number) =>
  new Problem("too-many-attempts", detail, { headers: { "Retry-After": String(seconds) } });

const WRONG = { text: "Name and password do not fit together.", href: "#name" };

/** The account, if the password is its own. @throws Problem when this one has to wait */
type Judge = (known: Book, attempt: Attempt, password: string) => Promise<Account | undefined>;

/** Judges passwords in turn; a failure is counted before the next attempt of its address is judged. */
function passwordJudge(): Judge {
  const guesses = attempts();
  const queue = turns(QUEUE);
  const heed = (attempt: Attempt) => {
    const seconds = guesses.waitSeconds(attempt);
    if (seconds > 0) throw tooMany(`Too many wrong passwords; the next is taken in ${seconds} s.`, seconds);
  };

  return (known, attempt, password) => {
    heed(attempt);
    const account = accountOf(known, attempt.name);
    const answer = queue.take(attempt.address, async () => {
      heed(attempt);
      const isRight = await isPassword(password, account?.password);
      if (isRight) guesses.succeeded(attempt);
      else guesses.failed(attempt);
      return isRight ? account : undefined;
    });
    if (answer === undefined) throw tooMany("Too many people sign in at this moment.", RETRY_SECONDS);
    return answer;
  };
}

/** The password's form and the end of a session. @param book undefined = there are no accounts: nothing is here */
export function loginRoutes(book: () => Book | undefined, views: Views): Router {
  const router = Router();
  const judge = passwordJudge();
  const page = (next: string, name = "", problems: readonly (typeof WRONG)[] = []) =>
    views.page("login", { title: "Sign in", next, name, problems });

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
    const [name, password] = [
      fieldText(fields, "name").slice(0, MOST_NAME),
      (fields["password"]?.[0] ?? "").slice(0, MOST_PASSWORD),
    ];
    const target = ownPath(fieldText(fields, "next"));
    const attempt = { name, address: networkOf(request.ip ?? "") };
    const account = await judge(known, attempt, password);
    response.set("Cache-Control", "no-store");
    if (account === undefined) {
      response
        .status(422)
        .type("html")
        .send(page(target, name, [WRONG]));
      return;
    }
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
