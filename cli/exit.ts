/** Exit codes of the command line, and the error that means "called wrongly". */

export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  invalid: 3,
  /** The plan is printed and written, but something could not be placed. */
  unplaced: 4,
  /** A plan's time was up before it was proved best, a simulation reached its event budget: what is printed is all there is. */
  unfinished: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was called wrongly: exit code 2, one line, no stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
