/** `hostwright serve`: hands over to the web server, which the launcher joins in. */
import { type Command, Option } from "commander";
import { type Shell, examples } from "../command.ts";
import { EXIT } from "../exit.ts";
import { numberIn } from "../options/numbers.ts";

const MAX_PORT = 65_535;

interface Typed {
  readonly port?: number;
  readonly host?: string;
  readonly data?: string;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright serve", "hostwright serve --port 9000 --data /var/lib/hostwright"])
    .addOption(
      new Option("-p, --port <n>", "port to listen on (8080; 0 = any free one)").argParser(
        numberIn({ min: 0, max: MAX_PORT, isWhole: true }),
      ),
    )
    .option("--host <address>", "address to listen on (127.0.0.1: there is no login)")
    .option("-d, --data <folder>", "folder for stored plans (.hostwright)")
    .action(async ({ port, host, data }: Typed) => {
      await shell.doors.serve({
        ...(port !== undefined && { port }),
        ...(host !== undefined && { host }),
        ...(data !== undefined && { dataDir: data }),
      });
      shell.exit(EXIT.ok);
    });
}
