/**
 * Which catalogue host an inventory speaks of, from the texts it prints for model and CPU. Never guesses: a model text
 * must end with an alias ("PowerEdge R740xd2" is no R740, "DL380 Gen10 Plus" no DL380 Gen10), and a CPU text that names
 * another CPU than the catalogue's rules the type out, since its cores, rating and draw would be wrong.
 */
import type { HostType } from "../contract/index.ts";

export interface HostText {
  readonly model?: string | undefined;
  readonly cpuModel?: string | undefined;
}

/** Type codes and remarks that follow a model name: "-[7947AC1]-", "(3.8 GHz)". */
const REMARKS = /-?\[[^\]]*\]-?|\([^)]*\)/g;
const CLOCK = /(\d+(?:\.\d+)?)\s*(g|m)hz/;
const MHZ_PER_GHZ = 1000;
/** Words of CPU texts that do not tell one model from another. */
const CPU_FILLERS: ReadonlySet<string> = new Set(["processor", "cpu", "core", "cores"]);

const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll("+", " plus ")
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim()} `;

const modelText = (text: string): string => plain(text.replaceAll(REMARKS, " ")).replace(/ server $/, " ");

const endsWithAlias = (model: string, type: HostType): boolean =>
  type.aliases.some((alias) => model.endsWith(plain(alias)));

interface CpuMark {
  /** Model number and what follows it, letters and digits only: "8180", "e52699v4", "2216he"; empty = none printed. */
  readonly number: string;
  readonly mhz: number | undefined;
}

function cpuMark(text: string): CpuMark {
  const lower = text.toLowerCase().replaceAll(/\((?:r|tm|c)\)/g, " ");
  const clock = CLOCK.exec(lower);
  const words = lower
    .replace(CLOCK, " ")
    .replaceAll(/\b\d+-cores?\b/g, " ")
    .split(/[\s@,]+/)
    .filter((word) => word !== "" && !CPU_FILLERS.has(word));
  const first = words.findIndex((word) => /\d/.test(word));
  return {
    number:
      first < 0
        ? ""
        : words
            .slice(first)
            .join("")
            .replaceAll(/[^a-z0-9]/g, ""),
    mhz: clock === null ? undefined : Math.round(Number(clock[1]) * (clock[2] === "g" ? MHZ_PER_GHZ : 1)),
  };
}

type Verdict = "same" | "different" | "unsaid";

function compareCpu(text: string, type: HostType): Verdict {
  const found = cpuMark(text);
  const known = cpuMark(type.cpuModel);
  if (found.number !== "" && known.number !== "") return found.number === known.number ? "same" : "different";
  if (found.number !== known.number) return "different";
  if (found.mhz === undefined || known.mhz === undefined) return "unsaid";
  return found.mhz === known.mhz ? "same" : "different";
}

/**
 * The one host type these texts name, or undefined when none or several fit. Letter case and punctuation do not matter.
 * @param text.model e.g. "HP ProLiant DL380 G4"; without it nothing matches
 * @param text.cpuModel e.g. "Intel(R) Xeon(R) Platinum 8180 CPU @ 2.50GHz"; decides between types of one model
 */
export function matchHostType(text: HostText, types: readonly HostType[]): HostType | undefined {
  if (text.model === undefined) return undefined;
  const model = modelText(text.model);
  const named = types.filter((type) => endsWithAlias(model, type));
  const cpu = text.cpuModel?.trim() ?? "";
  const verdicts = named.map((type) => (cpu === "" ? "unsaid" : compareCpu(cpu, type)));
  const same = named.filter((_, i) => verdicts[i] === "same");
  const possible = same.length > 0 ? same : named.filter((_, i) => verdicts[i] === "unsaid");
  return possible.length === 1 ? possible[0] : undefined;
}
