/** `hostwright accounts`: who may use the server, changed in the file of accounts; a running server sees it within a second. */
import path from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  ACCOUNTS_FILE,
  AccountProblem,
  type Book,
  ROLES,
  type Role,
  changeBook,
  keptPassword,
  readBook,
  withAccount,
  withKey,
  withPassword,
  withoutAccount,
  withoutKey,
} from "#accounts";
import { type Shell, examples } from "../command.ts";
import { EXIT, UsageError } from "../exit.ts";
import type { Column } from "../print/column.ts";
import { table } from "../print/table.ts";
import { askPassword } from "../tasks/ask-password.ts";

interface Place {
  readonly data: string;
  readonly accounts?: string;
}

const fileOf = ({ data, accounts }: Place): string => accounts ?? path.join(data, ACCOUNTS_FILE);
const now = () => new Date().toISOString();

/** What a person did wrong is a usage error, not a defect. */
function changed(file: string, change: (book: Book) => Book): void {
  try {
    changeBook(file, change);
  } catch (error) {
    if (error instanceof AccountProblem) throw new UsageError(error.message);
    throw error;
  }
}

/** The end of a day (UTC), or a time. */
function expiryIn(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T23:59:59Z`) : Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError("Expected a day such as 2027-06-30.");
  if (time <= Date.now()) throw new InvalidArgumentError("It is over already.");
  return new Date(time).toISOString();
}

const COLUMNS: readonly Column[] = [
  { header: "Account" },
  { header: "Role" },
  { header: "Signs in by" },
  { header: "Since" },
  { header: "Until" },
];
const DAY = "2026-01-05".length;

/** Accounts and below each its keys. */
function listText({ accounts }: Book): string {
  if (accounts.length === 0) return "There are no accounts.\n";
  const rows = accounts.flatMap(({ name, role, createdAt, password, keys }) => [
    [name, role, password === undefined ? "keys only" : "password", createdAt.slice(0, DAY), ""],
    ...keys.map((key) => [
      `  ${name}/${key.name}`,
      key.role ?? role,
      "key",
      key.createdAt.slice(0, DAY),
      key.expiresAt?.slice(0, DAY) ?? "",
    ]),
  ]);
  return table(COLUMNS, rows);
}

const roleOption = (about: string) => new Option("--role <role>", about).choices(ROLES);

/** One subcommand that knows its file. */
function sub(command: Command, name: string, about: string): Command {
  return command
    .command(name)
    .description(about)
    .option("-d, --data <folder>", "data folder of the server", ".hostwright")
    .option("--accounts <file>", "the file (accounts.json in the data folder)");
}

function defineAccounts(command: Command, { terminal, exit }: Shell): void {
  sub(command, "add <name>", "make an account; its password is asked for, or read from standard input")
    .addOption(
      roleOption("what it may do: viewer reads, planner also changes, admin also sees metrics").default("viewer"),
    )
    .option("--no-password", "for programs: keys only")
    .action(async (name: string, options: Place & { readonly role: Role; readonly password: boolean }) => {
      const password = options.password ? await keptPassword(await askPassword(name, terminal)) : undefined;
      const account = { name, role: options.role, ...(password && { password }) };
      changed(fileOf(options), (book) => withAccount(book, account, now()));
      terminal.err(`${name} may use the server as ${options.role}\n`);
      exit(EXIT.ok);
    });
  sub(command, "password <name>", "give an account another password; its sessions end").action(
    async (name: string, options: Place) => {
      const password = await keptPassword(await askPassword(name, terminal));
      changed(fileOf(options), (book) => withPassword(book, name, password));
      terminal.err(`${name} has a new password\n`);
      exit(EXIT.ok);
    },
  );
  sub(command, "remove <name>", "remove an account with its keys").action((name: string, options: Place) => {
    changed(fileOf(options), (book) => withoutAccount(book, name));
    terminal.err(`${name} is removed\n`);
    exit(EXIT.ok);
  });
  sub(command, "list", "show accounts and their keys").action((options: Place) => {
    terminal.out(listText(readBook(fileOf(options)) ?? { version: 1, sessionSecret: "", accounts: [] }));
    exit(EXIT.ok);
  });
}

function defineKeys(command: Command, { terminal, exit }: Shell): void {
  sub(command, "key <account> <name>", "make an API key; it is printed this once")
    .addOption(roleOption("less than the account may do"))
    .addOption(new Option("--expires <day>", "last day, such as 2027-06-30 (never)").argParser(expiryIn))
    .action((account: string, name: string, options: Place & { readonly role?: Role; readonly expires?: string }) => {
      const { role, expires } = options;
      const asked = { account, name, ...(role && { role }), ...(expires !== undefined && { expiresAt: expires }) };
      let made = "";
      changed(fileOf(options), (book) => {
        const { book: next, key } = withKey(book, asked, now());
        made = key;
        return next;
      });
      terminal.out(`${made}\n`);
      exit(EXIT.ok);
    });
  sub(command, "remove-key <account> <name>", "remove an API key").action(
    (account: string, name: string, options: Place) => {
      changed(fileOf(options), (book) => withoutKey(book, account, name));
      terminal.err(`${account}/${name} is removed\n`);
      exit(EXIT.ok);
    },
  );
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright accounts add ada --role admin",
    "hostwright accounts add nightly --role planner --no-password",
    "hostwright accounts key nightly jenkins --expires 2027-06-30",
    "hostwright accounts list",
  ]);
  defineAccounts(command, shell);
  defineKeys(command, shell);
}
