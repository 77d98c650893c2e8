/** A real server on a free port of loopback, with a store of its own, for tests; closed and removed by the caller. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ServeOptions, start } from "../../web/serve.ts";
import { sheetOf, workbook } from "./xlsx.ts";

/** A server that listens, and its log. */
export interface TestServer {
  /** "http://127.0.0.1:PORT", without a slash at the end. */
  readonly url: string;
  /** Entries of its log so far. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly close: () => Promise<void>;
}

/** Start a server. @param options whatever is not the test's usual */
export async function testServer(
  options: Pick<
    ServeOptions,
    "memoryBytes" | "patience" | "accountsFile" | "proxies" | "ratePerMinute" | "farewell"
  > = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hostwright-web-"));
  const log: Readonly<Record<string, unknown>>[] = [];
  const running = await start({ ...options, port: 0, dataDir, closeGraceMs: 0, log: (entry) => log.push(entry) });
  return {
    url: running.url.replace(/\/$/, ""),
    log,
    close: async () => {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const SYSTEMS = ["Microsoft Windows Server 2003 (32-bit)", "Red Hat Enterprise Linux 4 (32-bit)"] as const;

/** A small RVTools workbook: `count` machines on two hosts, the last one powered off and one with a bad memory cell. */
export function rvtoolsWorkbook(count = 12): Uint8Array {
  const machines = Array.from({ length: count }, (_, i) => ({
    VM: `vm-${String(i + 1).padStart(3, "0")}`,
    Powerstate: i === count - 1 ? "poweredOff" : "poweredOn",
    Template: "False",
    CPUs: 1 + (i % 2),
    Memory: i === 1 ? "lots" : 512 + 256 * (i % 5),
    NICs: 1,
    Disks: 1,
    "Provisioned MiB": 10_240,
    Host: i % 2 === 0 ? "esx-a" : "esx-b",
    "OS according to the configuration file": SYSTEMS[i % 2] ?? "",
  }));
  const hosts = ["esx-a", "esx-b"].map((Host) => ({
    Host,
    Model: "ProLiant DL585 G1",
    "CPU Model": "AMD Opteron 280",
    Speed: 2400,
    "# CPU": 4,
    "Cores per CPU": 2,
    "# Cores": 8,
    "# Memory": 32_768,
  }));
  return workbook([sheetOf("vInfo", machines), sheetOf("vHost", hosts)]);
}
