/** Requests to one address as fast as they are answered, over connections that stay open, and what came of it. */
import autocannon from "autocannon";
import type { MeasuredServer } from "./measured-server.ts";

/** One measurement. */
export interface Fired {
  readonly address: string;
  /** Answers a second by the clock. */
  readonly perSecond: number;
  /** Answers for each second of CPU that the answering thread used: what it would give on a core of its own. */
  readonly perCpuSecond: number;
  /** CPU seconds of all threads of the server for each second by the clock. */
  readonly cores: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly kBPerAnswer: number;
}

/** What is asked, and by how many at once. */
export interface Aim {
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds by the clock. */
  readonly seconds: number;
  readonly connections: number;
}

const BYTES_PER_KB = 1000;

/** Fire at one address. @throws Error when any request is not answered with 2xx or 304 */
export async function fire(server: MeasuredServer, aim: Aim): Promise<Fired> {
  const cpuFrom = server.cpuSeconds();
  const result = await autocannon({
    url: `${server.url}${aim.address}`,
    connections: aim.connections,
    duration: aim.seconds,
    headers: { ...aim.headers },
  });
  const cpu = server.cpuSeconds();
  const answers = result.requests.total;
  const bad = result["4xx"] + result["5xx"] + result.errors + result.timeouts;
  if (bad > 0 || answers === 0) throw new Error(`${aim.address}: ${bad} of ${answers} requests failed`);
  return {
    address: aim.address,
    perSecond: answers / result.duration,
    perCpuSecond: answers / (cpu.answering - cpuFrom.answering),
    cores: (cpu.all - cpuFrom.all) / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    maxMs: result.latency.max,
    kBPerAnswer: result.throughput.total / answers / BYTES_PER_KB,
  };
}
