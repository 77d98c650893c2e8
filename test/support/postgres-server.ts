/**
 * A PostgreSQL server for tests: of its own in a temporary folder on loopback, where the machine has the programs. It
 * refuses to run as root and is started as "nobody" there. Nothing is synced to disk unless asked: what tests kill is a
 * process, never the machine. It is ended by its own process id, also when the test process ends early.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** A server of the test's own. */
export interface PostgresServer {
  /** Address of one of its databases, user and password in it. "postgres" is there from the start. */
  readonly urlOf: (database: string) => string;
  /** What it wrote since its start; the last 4,000 characters. */
  readonly said: () => string;
  /** End it: SIGINT closes all connections and shuts down, SIGKILL is a crash. Resolves when it has ended. */
  readonly stop: (signal?: "SIGINT" | "SIGKILL") => Promise<void>;
  /** Start it again on its folder and port; resolves when it takes connections. */
  readonly start: () => Promise<void>;
  /** Stop it and its children from doing anything, or let them go on. */
  readonly pause: (isPaused: boolean) => Promise<void>;
  /** End it and remove its folder. */
  readonly close: () => Promise<void>;
}

const run = promisify(execFile);
const USER = "hostwright";
/** Not a secret: the server lives for seconds, on loopback. Tests look for it where it must not be. */
export const TEST_PASSWORD = "open-sesame-of-tests";
/** User and group "nobody", the same number on every Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const identity = process.getuid?.() === 0 ? NOBODY : {};
const MS_BETWEEN_STARTS = 100;
/** After a crash the old memory segment is free only when its last child has ended. */
const MOST_STARTS = 300;

/** Folder of initdb and postgres: Debian keeps them off the PATH, the newest version counts. */
function programFolder(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => path.join(debian, version, "bin")), ...onPath()];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(path.join(folder, name))));
}

const onPath = () => (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");

const PROGRAMS = programFolder();

/** Whether {@link postgresServer} can start one here. */
export const hasPostgresPrograms = PROGRAMS !== undefined;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Somebody else may take a free port before the server does: then another one. */
async function launchOnFreePort<T>(start: (port: number) => Promise<T>): Promise<{ port: number; server: T }> {
  for (;;) {
    const port = await freePort();
    try {
      return { port, server: await start(port) };
    } catch (error) {
      if (!String(error).includes("could not create any TCP/IP sockets")) throw error;
    }
  }
}

async function initialize(programs: string, folder: string): Promise<void> {
  const passwordFile = path.join(folder, "password");
  await writeFile(passwordFile, `${TEST_PASSWORD}\n`);
  if ("uid" in identity) {
    await chown(folder, NOBODY.uid, NOBODY.gid);
    await chown(passwordFile, NOBODY.uid, NOBODY.gid);
  }
  const options = ["--no-sync", "--locale=C", "--encoding=UTF8", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const args = [...options, `--username=${USER}`, "-D", path.join(folder, "data")];
  await run(path.join(programs, "initdb"), args, { ...identity, cwd: folder });
}

/** Start the program and wait until it takes connections. @throws Error with its last words when it ends before */
async function launch(programs: string, folder: string, settings: readonly string[]) {
  const args = ["-D", path.join(folder, "data"), ...settings.flatMap((setting) => ["-c", setting])];
  const child = spawn(path.join(programs, "postgres"), args, {
    ...identity,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  });
  let said = "";
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4000);
      if (said.includes("ready to accept connections")) resolve();
    });
    child.once("error", reject);
    void ended.then(() => reject(new Error(`PostgreSQL ended: ${said}`)));
  });
  return { child, ended, said: () => said };
}

/** Send a signal to each; one that has ended by itself meanwhile needs none. */
function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

/** Its process, then those that it started. */
async function family({ pid }: ChildProcess): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  return [Number(pid), ...children.split(" ").filter(Boolean).map(Number)];
}

/**
 * Make and start a server.
 * @param options.isDurable commits reach the disk, as in production; left out = they need not
 * @throws Error where {@link hasPostgresPrograms} is false, or with its last words when it does not start
 */
export async function postgresServer(options: { readonly isDurable?: boolean } = {}): Promise<PostgresServer> {
  if (PROGRAMS === undefined) throw new Error("this machine has no initdb and postgres");
  const programs = PROGRAMS;
  const folder = await mkdtemp(path.join(tmpdir(), "hostwright-postgres-"));
  await initialize(programs, folder);
  const durability = options.isDurable === true ? [] : ["fsync=off", "full_page_writes=off"];
  const small = ["shared_buffers=32MB", "max_connections=100", "unix_socket_directories="];
  const settings = (port: number) => ["listen_addresses=127.0.0.1", `port=${port}`, ...small, ...durability];
  let { port, server } = await launchOnFreePort((free) => launch(programs, folder, settings(free)));
  let isOver = false;
  const endWithTests = () => {
    if (!isOver) server.child.kill("SIGQUIT");
  };
  process.once("exit", endWithTests);

  const stop: PostgresServer["stop"] = async (signal = "SIGINT") => {
    isOver = true;
    // of a server whose first process was killed the others go on answering for a while
    const all = signal === "SIGKILL" ? await family(server.child) : [Number(server.child.pid)];
    signalAll(all, signal);
    await server.ended;
  };
  return {
    urlOf: (database) => `postgresql://${USER}:${TEST_PASSWORD}@127.0.0.1:${port}/${database}`,
    said: () => server.said(),
    stop,
    start: async () => {
      for (let n = 1; ; n++) {
        try {
          server = await launch(programs, folder, settings(port));
          isOver = false;
          return;
        } catch (error) {
          if (n === MOST_STARTS) throw error;
          await new Promise((resolve) => setTimeout(resolve, MS_BETWEEN_STARTS));
        }
      }
    },
    pause: async (isPaused) => {
      signalAll(await family(server.child), isPaused ? "SIGSTOP" : "SIGCONT");
    },
    close: async () => {
      process.off("exit", endWithTests);
      if (!isOver) await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
