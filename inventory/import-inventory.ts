/**
 * The front door's story: check sizes, let each importer take the files it knows by content, read them in order, and put
 * the parts together. A file nobody knows ends the import: an estate with a part missing in silence would be worse.
 */
import { type InputProblem, InvalidInput, type Inventory } from "#planner/contract/index.ts";
import { IMPORTERS } from "./importers.ts";
import {
  IMPORT_LIMITS,
  type ImportContext,
  type ImportFile,
  type ImportLimits,
  type ImportOptions,
  type Importer,
  emptyInventory,
  stopIfAsked,
} from "./importer.ts";
import { unusable } from "./problem.ts";
import { type FileKind, foundText, kindOf } from "./sniff.ts";
import { cleaned, cut } from "./text.ts";

const FILE_NAME_LENGTH = 300;

function checkSizes(files: readonly ImportFile[], limits: ImportLimits): void {
  if (files.length === 0) throw unusable("", "no-workloads", "no file to import");
  if (files.length > limits.files)
    throw unusable("", "too-many", `${files.length} files, above the bound of ${limits.files}`);
  for (const { name, bytes } of files) {
    if (bytes.length > limits.fileBytes) {
      throw unusable(name, "too-large", `${bytes.length} bytes, above the bound of ${limits.fileBytes}`);
    }
  }
}

interface Share {
  readonly importer: Importer;
  readonly files: readonly ImportFile[];
}

const EXPECTED = "an RVTools export (.xlsx or .csv), house JSON or house CSV";

/** What to say of a file that no importer knows. */
function strange(file: ImportFile): InputProblem {
  const kind: FileKind = kindOf(file);
  const hint = kind === "text" ? "its first line is no header that any importer knows" : `found ${foundText(kind)}`;
  return { pointer: file.name, code: "wrong-file-type", detail: `${hint}; expected ${EXPECTED}` };
}

async function shared(files: readonly ImportFile[], context: ImportContext): Promise<readonly Share[]> {
  const shares: Share[] = [];
  let left = files;
  for (const importer of IMPORTERS) {
    const taken = new Set(await importer.detects(left, context));
    if (taken.size > 0) shares.push({ importer, files: left.filter((file) => taken.has(file)) });
    left = left.filter((file) => !taken.has(file));
  }
  if (left.length > 0) throw new InvalidInput(left.map(strange));
  return shares;
}

/** Names from outside, printable and bounded; they go into every message. */
const fitFile = ({ name, bytes }: ImportFile): ImportFile => ({ name: cut(cleaned(name), FILE_NAME_LENGTH), bytes });

const joined = (all: Inventory, part: Inventory): Inventory => ({
  format: all.format === "" ? part.format : `${all.format}+${part.format}`,
  files: all.files,
  workloads: [...all.workloads, ...part.workloads],
  hosts: [...all.hosts, ...part.hosts],
  series: [...all.series, ...part.series],
  findings: [...all.findings, ...part.findings],
});

/**
 * Read inventory files; the format is found by content, and files of several formats make one estate.
 * @returns an inventory as the contract has it: ids unique, every trouble a finding with its place
 * @throws InvalidInput when a file is of no known format, breaks a bound or leaves nothing to plan; Stopped on the signal
 */
export async function importInventory(files: readonly ImportFile[], options: ImportOptions = {}): Promise<Inventory> {
  const limits: ImportLimits = { ...IMPORT_LIMITS, ...options.limits };
  checkSizes(files, limits);
  const named = files.map(fitFile);
  const outset = { limits, signal: options.signal, progress: () => {}, known: emptyInventory("", named) };
  stopIfAsked(outset);
  const shares = await shared(named, outset);
  let inventory = outset.known;
  for (const [i, { importer, files: own }] of shares.entries()) {
    const progress = (ratio: number) => options.progress?.((i + ratio) / shares.length);
    stopIfAsked(outset);
    inventory = joined(inventory, await importer.read(own, { ...outset, progress, known: inventory }));
  }
  options.progress?.(1);
  return inventory;
}
