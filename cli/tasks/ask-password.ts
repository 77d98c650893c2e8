/** A password from a person: typed without being shown, twice, or piped in as one line. Never from an argument. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { LEAST_PASSWORD, MOST_PASSWORD } from "#accounts";
import { UsageError } from "../exit.ts";
import { readBytes } from "../files/read.ts";
import type { Terminal } from "../terminal.ts";

/** One line typed at the terminal, which shows nothing of it. @throws UsageError at Ctrl-C or Ctrl-D */
function typed(question: string, terminal: Terminal): Promise<string> {
  terminal.err(question);
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    line.question("", (answer) => {
      isAnswered = true;
      line.close();
      resolve(answer);
    });
    line.once("close", () => {
      terminal.err("\n");
      if (!isAnswered) reject(new UsageError("no password was given"));
    });
  });
}

function checked(password: string): string {
  const { length } = password;
  if (length >= LEAST_PASSWORD && length <= MOST_PASSWORD) return password;
  throw new UsageError(`the password has ${length} characters; it must have ${LEAST_PASSWORD} to ${MOST_PASSWORD}`);
}

/** Ask for a new password. @throws UsageError when it is too short or too long, or the second differs from the first */
export async function askPassword(name: string, terminal: Terminal): Promise<string> {
  if (!terminal.isInTty) {
    const [line = ""] = new TextDecoder().decode(await readBytes("-")).split(/\r?\n/);
    return checked(line);
  }
  const first = checked(await typed(`Password for ${name}: `, terminal));
  if ((await typed("Once more: ", terminal)) !== first) throw new UsageError("the two are not the same");
  return first;
}
