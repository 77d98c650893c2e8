/** What a command of the command line is made of: a file in commands/ that exports `define`. */
import type { Command } from "commander";
import type { ExitCode } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** Each left out = the server's own default. */
export interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
  readonly dataDir?: string;
  /** Address of a PostgreSQL database that is the store instead of a folder. */
  readonly databaseUrl?: string;
  readonly accountsFile?: string;
  readonly isOpenToAnyone?: boolean;
  /** Proxies whose X-Forwarded headers are believed. */
  readonly proxies?: string;
  /** Most seconds by the clock for the search of one plan. */
  readonly jobTimeSeconds?: number;
  /** Most bytes that one plan may take. */
  readonly memoryBytes?: number;
  /** Threads that each plan may use. */
  readonly threadsPerJob?: number;
  /** With a database: jobs it does itself at once, 0 = none. */
  readonly workers?: number;
}

/** What the launcher joins in, because doors do not meet. */
export interface Doors {
  /** Run the web server until it is stopped; resolves then. */
  readonly serve: (options: ServeOptions) => Promise<void>;
}

export interface Shell {
  readonly terminal: Terminal;
  readonly doors: Doors;
  /** Called once by a command's action with its exit code. */
  readonly exit: (code: ExitCode) => void;
}

export interface CommandModule {
  /** Adds options, help and action to the (already named and described) command. */
  readonly define: (command: Command, shell: Shell) => void;
}

/** Examples come first in the help of every command. */
export function examples(command: Command, lines: readonly string[]): Command {
  const text = ["Examples:", ...lines.map((line) => `  ${line}`), ""].join("\n");
  return command.addHelpText("before", text);
}

/** For options that may be given several times. */
export const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];
