#!/usr/bin/env node
/**
 * Launcher of the command line. Plain JavaScript, so that any Node can read it: an older Node than the product needs
 * starts the one in node_modules/.bin and hands signals and exit code through. Also the place where the doors are
 * joined: the command line knows `serve` only as a function it is given.
 */
import { existsSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import v8 from "node:v8";
import { fileURLToPath } from "node:url";

const OLDEST_MAJOR = 24;
/** Shells add the signal's number to this for the exit code. */
const SIGNAL_BASE = 128;
/** Ctrl-C at a terminal goes to every process there; handing it on would make it two. */
const FORWARDED = process.stdin.isTTY ? ["SIGTERM", "SIGHUP"] : ["SIGINT", "SIGTERM", "SIGHUP"];
const HEARD = ["SIGINT", "SIGTERM", "SIGHUP"];
const FILE = fileURLToPath(import.meta.url);
const ROOT = path.dirname(path.dirname(FILE));

const isOld = () => Number(process.versions.node.split(".")[0]) < OLDEST_MAJOR;

/** node_modules/.bin/node of this folder or of one above it (where the package is installed as a dependency). */
function packagedNode() {
  for (let folder = ROOT; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", ".bin", "node");
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

async function relaunch() {
  const node = process.env.HOSTWRIGHT_RELAUNCHED === undefined ? packagedNode() : undefined;
  if (node === undefined) {
    const found = `found ${process.versions.node} and none in node_modules`;
    process.stderr.write(`error: hostwright: needs Node ${OLDEST_MAJOR} or newer, ${found}: run "npm ci"\n`);
    return 1;
  }
  const [{ spawn }, os] = await Promise.all([import("node:child_process"), import("node:os")]);
  const child = spawn(node, [FILE, ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, HOSTWRIGHT_RELAUNCHED: "1" },
  });
  for (const signal of HEARD) {
    process.on(signal, () => {
      if (FORWARDED.includes(signal)) child.kill(signal);
    });
  }
  return await new Promise((resolve) => {
    child.on("error", (error) => {
      process.stderr.write(`error: ${node}: ${error.message}\n`);
      resolve(1);
    });
    child.on("exit", (code, signal) =>
      resolve(signal === null ? code : SIGNAL_BASE + (os.constants.signals[signal] ?? 0)),
    );
  });
}

/**
 * Starting allocates much and keeps little, and V8 holds on to the room it took meanwhile: for a process that is idle most
 * of its life its young generation stays small, and it may be asked to collect (web/give-back.ts). Before the compile
 * cache is opened, which is kept by flags.
 */
function staySmall() {
  v8.setFlagsFromString("--semi-space-growth-factor=1");
  v8.setFlagsFromString("--expose-gc");
}

/** Threads open the cache by the environment only: without it each would strip and compile the planner again. */
function openCompileCache() {
  const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE } = process.env;
  if (NODE_COMPILE_CACHE !== undefined || NODE_DISABLE_COMPILE_CACHE !== undefined) return;
  const folder = path.join(ROOT, "node_modules", ".cache", "hostwright");
  module.enableCompileCache(folder);
  process.env.NODE_COMPILE_CACHE = folder;
}

async function start() {
  if (process.argv[2] === "serve") staySmall();
  openCompileCache();
  const { run } = await import("../cli/main.ts");
  return await run(process.argv.slice(2), {
    serve: async (options) => await (await import("../web/serve.ts")).serve(options),
  });
}

process.exitCode = await (isOld() ? relaunch() : start());
