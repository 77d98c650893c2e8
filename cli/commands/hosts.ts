/** `hostwright hosts`: the host catalogue, or one type with the source of every figure. */
import type { Command } from "commander";
import { HOST_TYPES } from "#hosts";
import { type HostType, InvalidInput } from "#planner/contract/index.ts";
import { didYouMean } from "../closest.ts";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { hostTable, hostText } from "../print/host.ts";

function hostOf(id: string): HostType {
  const type = HOST_TYPES.find((one) => one.id === id);
  if (type !== undefined) return type;
  const ids = HOST_TYPES.map((one) => one.id);
  const detail = `no host type "${id}"${didYouMean(id, ids, "hostwright hosts")}`;
  throw new InvalidInput([{ pointer: "", code: "unknown-host-type", detail }]);
}

function hosts(id: string | undefined, isJson: boolean, { terminal }: Shell): ExitCode {
  const shown = id === undefined ? HOST_TYPES : hostOf(id);
  if (isJson) terminal.out(`${JSON.stringify(shown, undefined, 2)}\n`);
  else terminal.out("id" in shown ? hostText(shown, terminal.paint) : hostTable(shown));
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright hosts", "hostwright hosts dell-r740-8180", "hostwright hosts --json | jq '.[].id'"])
    .argument("[id]", "host type to describe; left out = the list")
    .option("--json", "print as JSON")
    .action((id: string | undefined, options: { readonly json?: boolean }) =>
      shell.exit(hosts(id, options.json === true, shell)),
    );
}
