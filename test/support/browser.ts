/**
 * A headless browser for tests, without downloads and without anything installed on the machine: the Chromium that
 * comes with @sparticuz/chromium is unpacked once into node_modules/.cache and started through playwright-core.
 * CHROMIUM_PATH names another browser to use instead. The packed one is for x64 Linux.
 */
import { existsSync, realpathSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";

/** The real folder: its path is written into the fonts' configuration, and a link to it may not last as long. */
const NODE_MODULES = realpathSync(fileURLToPath(new URL("../../node_modules/", import.meta.url)));
const PACKAGE = path.join(NODE_MODULES, "@sparticuz", "chromium");

/** Enough to run as root on a machine without a GPU; the package's own list also turns web security off. */
const ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];

const ARCHIVES = ["chromium.br", "fonts.tar.br", "al2023.tar.br"];

/** The packed fonts.conf names the system's temp folder; pages crash when the fonts are elsewhere. */
const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${path.join(folder, "cache")}</cachedir></fontconfig>
`;

/** Unpack beside the final folder and rename, so that two test runs at once cannot see half a browser. */
async function unpackInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const outer = process.env["TMPDIR"];
  process.env["TMPDIR"] = draft;
  try {
    const { inflate } = await import("@sparticuz/chromium");
    await Promise.all(ARCHIVES.map((archive) => inflate(path.join(PACKAGE, "bin", archive))));
  } finally {
    if (outer === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = outer;
  }
  await writeFile(path.join(draft, "fonts", "fonts.conf"), fontsConf(path.join(folder, "fonts")));
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
}

async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(PACKAGE, "package.json"), "utf8")) as { version: string };
  const folder = path.join(NODE_MODULES, ".cache", `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return folder;
}

/**
 * Start a browser; the caller closes it. The first call on a machine unpacks about 200 MB (a few seconds).
 * @throws Error when CHROMIUM_PATH names no file, or the browser does not start
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env["CHROMIUM_PATH"];
  if (own !== undefined && own !== "") {
    if (!existsSync(own)) throw new Error(`CHROMIUM_PATH names "${own}", which does not exist`);
    return await chromium.launch({ executablePath: own, args: ARGS });
  }
  const folder = await unpacked();
  const libraries = [path.join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"] ?? ""];
  return await chromium.launch({
    executablePath: path.join(folder, "chromium"),
    args: ARGS,
    env: {
      HOME: folder,
      ...process.env,
      LD_LIBRARY_PATH: libraries.filter((part) => part !== "").join(":"),
      FONTCONFIG_PATH: path.join(folder, "fonts"),
    },
  });
}
