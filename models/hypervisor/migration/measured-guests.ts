/**
 * The four guests of NSDI05 as tasks: memory and pause as published, working sets found by a random search over two sets
 * (size, rate) and the sender's CPU so that rounds, bytes, total time and downtime of the closed loop come out as
 * published under the rules of February 2006. Units are those of each figure: 10^6 for the web servers, 2^20 for the
 * other two. Left out: that real guests go up and down from round to round.
 */
import { derived, fact, seen, type Sourced } from "../../fact.ts";
import { NS_PER_MS } from "../clock.ts";
import type { WorkingSet } from "./dirty-pages.ts";
import type { MigrationRules } from "./rules.ts";
import type { MigrationTask } from "./task.ts";

/** One measured guest. */
export interface MeasuredGuest {
  readonly name: string;
  readonly memoryMb: Sourced<number>;
  /** Bytes in its figure's MB, bits in its Mbit. */
  readonly unit: Sourced<number>;
  /** Sizes and rates in its MB. */
  readonly sets: Sourced<readonly WorkingSet[]>;
  /** CPUs the sender gets beside the guest; alone it has the one CPU used. */
  readonly senderCpu: Sourced<number>;
  readonly suspendMs: Sourced<number>;
  readonly resumeMs: Sourced<number>;
  /** Share of the sender's CPU that the guest would have used. */
  readonly contentionRatio: Sourced<number>;
}

const DECIMAL = 1_000_000;
const BINARY = 1_048_576;
const PAPER = seen("NSDI05");
const FIT = derived("random search against rounds and totals of NSDI05");
const AXES = derived("bar areas of the figure against its labels; limit of 100 drawn as 100 or 105 Mbit/s");
/** Only changes in rate are modelled, so the dirty rates measured beside the sender already hold what it took. */
const WITHIN_RATES = derived("rates were measured beside the sender");

/** Page of the guests. */
export const PAGE_BYTES = fact(4096, "bytes", PAPER);
/** What one 2 GHz CPU sends per second: 100 Mbit/s cost 12 %. */
export const MBIT_PER_CPU_SECOND = fact(830, "Mbit", derived("100 Mbit/s cost 12 % of a CPU: NSDI05"));
/** Gigabit Ethernet with TCP at a packet size of 1500 bytes. */
export const GIGABIT_PAYLOAD_MBITS = fact(941, "Mbit/s", derived("1448 of 1538 bytes per frame are payload"));

/** Apache with static files, SPECweb99, Quake 3, and a program that writes 256 MB round and round. */
export const MEASURED_GUESTS: readonly MeasuredGuest[] = [
  {
    name: "webserver",
    memoryMb: fact(800, "MB", PAPER),
    unit: fact(DECIMAL, "", AXES),
    sets: { value: [set("hot", 22, 14.5), set("warm", 32, 0.14)], source: FIT },
    senderCpu: fact(0.43, "CPUs", derived("as SPECweb99 on the same host")),
    suspendMs: fact(0, "ms", derived("within the copy time")),
    resumeMs: fact(9, "ms", derived("as SPECweb99 on the same host")),
    contentionRatio: fact(1, "", derived("870 to 765 Mbit/s is the 12 % that sending takes")),
  },
  {
    name: "specweb99",
    memoryMb: fact(800, "MB", PAPER),
    unit: fact(DECIMAL, "", AXES),
    sets: { value: [set("hot", 31, 90), set("warm", 166, 5)], source: FIT },
    senderCpu: fact(0.43, "CPUs", derived("rounds at 357 to 376 Mbit/s under limits up to 500; 830 per CPU")),
    suspendMs: fact(0, "ms", derived("within the copy time")),
    resumeMs: fact(9, "ms", PAPER),
    contentionRatio: fact(0, "", WITHIN_RATES),
  },
  {
    name: "quake3",
    memoryMb: fact(64, "MB", PAPER),
    unit: fact(BINARY, "", AXES),
    sets: { value: [set("hot", 0.6, 17.5), set("warm", 49, 4.2)], source: FIT },
    senderCpu: fact(0.43, "CPUs", derived("as SPECweb99; no round needs more")),
    suspendMs: fact(18, "ms", derived("20 ms of copy for 148 KB, which take 2 ms to send")),
    resumeMs: fact(40, "ms", PAPER),
    contentionRatio: fact(0, "", WITHIN_RATES),
  },
  {
    name: "mmuncher",
    memoryMb: fact(512, "MB", PAPER),
    unit: fact(BINARY, "", AXES),
    sets: { value: [{ ...set("region", 256, 117), pattern: "sweep" }, set("system", 1, 0.5)], source: FIT },
    senderCpu: fact(0.62, "CPUs", derived("512 Mbit/s in round 3; 830 per CPU")),
    suspendMs: fact(0, "ms", derived("within the copy time")),
    resumeMs: fact(0, "ms", derived("within the copy time")),
    contentionRatio: fact(0, "", WITHIN_RATES),
  },
];

function set(name: string, mb: number, mbPerSecond: number): WorkingSet {
  return { name, bytes: mb, bytesPerSecond: mbPerSecond };
}

/** The task of a measured guest under rules, on the paper's host and link; a limit's Mbit is that of its figure. */
export function measuredTask(guest: MeasuredGuest, rules: MigrationRules): MigrationTask {
  const unit = guest.unit.value;
  const { rate } = rules;
  return {
    memory: {
      bytes: guest.memoryMb.value * unit,
      pageBytes: PAGE_BYTES.value,
      sets: guest.sets.value.map((s) => ({ ...s, bytes: s.bytes * unit, bytesPerSecond: s.bytesPerSecond * unit })),
    },
    rules: rate.kind === "unlimited" ? rules : { ...rules, rate: { ...rate, bitsPerMbit: guest.unit } },
    path: { linkMbitS: GIGABIT_PAYLOAD_MBITS.value, mbitPerCpuSecond: MBIT_PER_CPU_SECOND.value },
    senderCpu: { running: guest.senderCpu.value, paused: 1 },
    suspendNs: guest.suspendMs.value * NS_PER_MS,
    resumeNs: guest.resumeMs.value * NS_PER_MS,
    contentionRatio: guest.contentionRatio.value,
  };
}
