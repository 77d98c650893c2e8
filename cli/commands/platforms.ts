/** `hostwright platforms`: the list, one platform in full, or one fact with its source. */
import type { Command } from "commander";
import { type Platform, PLATFORMS } from "#models";
import { InvalidInput } from "#planner/contract/index.ts";
import { didYouMean } from "../closest.ts";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { factText, factsNamed } from "../print/fact.ts";
import { platformData, platformTable, platformText } from "../print/platform.ts";

interface PlatformsOptions {
  readonly fact?: string;
  readonly json?: boolean;
}

function platformOf(id: string): Platform {
  const platform = PLATFORMS.find((one) => one.id === id);
  if (platform !== undefined) return platform;
  const ids = PLATFORMS.map((one) => one.id);
  const detail = `no platform "${id}"${didYouMean(id, ids, "hostwright platforms")}`;
  throw new InvalidInput([{ pointer: "", code: "unknown-platform", detail }]);
}

function oneFact(platform: Platform, key: string, isJson: boolean): string {
  const facts = factsNamed(platform, key);
  if (facts.length === 0) {
    const keys = platform.layers.flatMap((layer) => Object.keys(layer.description.facts));
    const detail = `${platform.id} states no fact "${key}"${didYouMean(key, keys, `hostwright platforms ${platform.id}`)}`;
    throw new InvalidInput([{ pointer: "--fact", code: "unknown-fact", detail }]);
  }
  if (isJson) return `${JSON.stringify(facts, undefined, 2)}\n`;
  return facts.map((fact) => factText(platform, key, fact)).join("");
}

function platforms(id: string | undefined, options: PlatformsOptions, { terminal }: Shell): ExitCode {
  const isJson = options.json === true;
  if (id === undefined) {
    if (options.fact !== undefined) throw new UsageError("--fact needs the ID of a platform before it");
    terminal.out(isJson ? `${JSON.stringify(PLATFORMS.map(platformData), undefined, 2)}\n` : platformTable(PLATFORMS));
    return EXIT.ok;
  }
  const platform = platformOf(id);
  if (options.fact !== undefined) terminal.out(oneFact(platform, options.fact, isJson));
  else if (isJson) terminal.out(`${JSON.stringify(platformData(platform), undefined, 2)}\n`);
  else terminal.out(platformText(platform, terminal.paint));
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright platforms",
    "hostwright platforms esx-3.0",
    "hostwright platforms esx-3.0 --fact vm.maxVcpu",
  ])
    .argument("[id]", "platform to describe; left out = the list")
    .option("--fact <key>", "one fact of it, with the title of its source")
    .option("--json", "print as JSON")
    .action((id: string | undefined, options: PlatformsOptions) => shell.exit(platforms(id, options, shell)));
}
