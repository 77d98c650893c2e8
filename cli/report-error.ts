/**
 * Errors as a person sees them: one line per problem, `error: <place>: <detail>`, and the exit code. A stack trace is
 * shown only with HOSTWRIGHT_DEBUG=1.
 */
import { EXIT, type ExitCode, UsageError } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

const line = (place: string, detail: string) => `error: ${place === "" ? "" : `${place}: `}${detail}\n`;

/** Print the error and return the exit code it stands for. */
export async function reportError(error: unknown, terminal: Terminal): Promise<ExitCode> {
  if (error instanceof UsageError) {
    terminal.err(line("", error.message));
    return EXIT.usage;
  }
  const { InvalidInput, Stopped } = await import("#planner/contract/index.ts");
  if (error instanceof Stopped) return EXIT.interrupted;
  if (error instanceof InvalidInput) {
    for (const problem of error.problems) terminal.err(line(problem.pointer, problem.detail));
    return EXIT.invalid;
  }
  const message = error instanceof Error ? error.message : String(error);
  const isDebug = process.env["HOSTWRIGHT_DEBUG"] === "1";
  terminal.err(line("hostwright", isDebug && error instanceof Error ? (error.stack ?? message) : message));
  if (!isDebug) terminal.err("HOSTWRIGHT_DEBUG=1 shows where it happened\n");
  return EXIT.failure;
}
