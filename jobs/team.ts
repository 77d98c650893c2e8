/**
 * A team of worker threads for the packer: the calling thread (itself usually a worker, never the one that serves
 * people) hands every member its groups, works on its own share, and sleeps until all are done. Large arrays lie in
 * shared memory and are not copied. A member that fails or shows no life any more is given up: the calling thread does
 * its groups itself, with the same result, and the team goes on without that thread.
 */
import { MessageChannel, type MessagePort, Worker, receiveMessageOnPort } from "node:worker_threads";
import { type PackTeam, type RepairReport, type TeamTask, repairGroup } from "#planner/pack/index.ts";
import { DONE, LIFE, STOP, controlBlock } from "./team-memory.ts";
import type { MemberAnswer, MemberStart } from "./team-worker.ts";

/** How often the sleeping thread asks whether to stop. */
const ASK_EVERY_MS = 20;
/** A member that shows no sign of life for so long has ended; it shows one after every few milliseconds of work. */
const SILENCE_MS = 20_000;

/** A team with threads to end. */
export interface ThreadTeam extends PackTeam {
  /** End all threads. */
  close(): Promise<void>;
}

export interface ThreadTeamOptions {
  /** The file a member runs, for tests of members that fail. */
  readonly script?: URL;
  /** Silence after which a member is given up, in milliseconds. */
  readonly silenceMs?: number;
}

interface Member {
  readonly worker: Worker;
  readonly answers: MessagePort;
  isLost: boolean;
}

/** A team of `size` members, the calling thread among them. @param size ≥ 1 */
export function threadTeam(size: number, options: ThreadTeamOptions = {}): ThreadTeam {
  const control = controlBlock(size);
  const script = options.script ?? new URL("team-worker.ts", import.meta.url);
  const silenceMs = options.silenceMs ?? SILENCE_MS;
  const members = Array.from({ length: size - 1 }, (_, at) => memberOf(script, control, at + 1));

  const repair = (task: TeamTask, stopped: () => boolean): readonly RepairReport[] => {
    const shares = Array.from({ length: size }, (_, member) => task.jobs.filter((_job, at) => at % size === member));
    const before = task.placing.binOf.slice();
    Atomics.store(control, STOP, 0);
    Atomics.store(control, DONE, 0);
    const asked = members.filter((member, at) => !member.isLost && shares[at + 1]!.length > 0);
    members.forEach((member, at) => {
      const own: TeamTask = { ...task, jobs: shares[at + 1]! };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      if (asked.includes(member)) member.worker.postMessage(own);
    });
    const alone = (jobs: TeamTask["jobs"]) => jobs.map((job) => repairGroup(task.flat, task.placing, job, stopped));
    const reports: (readonly RepairReport[])[] = [alone(shares[0]!)];
    wait({ control, count: asked.length, stopped, silenceMs });
    members.forEach((member, at) => {
      const answer = asked.includes(member) ? answerOf(member) : undefined;
      if (answer?.kind === "reports") {
        reports[at + 1] = answer.reports;
        return;
      }
      if (asked.includes(member)) lose(member);
      const jobs = shares[at + 1]!;
      restore(task, before, jobs);
      reports[at + 1] = alone(jobs);
    });
    return task.jobs.map((_, at) => reports[at % size]![Math.floor(at / size)]!);
  };

  return {
    size,
    isShared: true,
    repair,
    close: async () => {
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

function memberOf(script: URL, control: Int32Array, member: number): Member {
  const { port1, port2 } = new MessageChannel();
  const start: MemberStart = { control, member, answers: port2 };
  const worker = new Worker(script, { workerData: start, transferList: [port2] });
  // Its end shows as silence; without a listener an error there would end this thread too.
  worker.on("error", () => {});
  worker.unref();
  port1.unref();
  return { worker, answers: port1, isLost: false };
}

/** The newest answer a member has given. */
function answerOf(member: Member): MemberAnswer | undefined {
  const received: { readonly message: MemberAnswer } | undefined = receiveMessageOnPort(member.answers);
  return received?.message;
}

function lose(member: Member): void {
  member.isLost = true;
  void member.worker.terminate();
}

/** Sleep until `count` members are done or none of them shows life any more; pass on the wish to stop. */
function wait(of: {
  readonly control: Int32Array;
  readonly count: number;
  readonly stopped: () => boolean;
  readonly silenceMs: number;
}): void {
  const { control, count, stopped, silenceMs } = of;
  let life = -1;
  let silentSince = performance.now();
  for (;;) {
    const done = Atomics.load(control, DONE);
    if (done >= count) return;
    if (stopped()) Atomics.store(control, STOP, 1);
    const now = control.subarray(LIFE).reduce((sum, word) => sum + word, done);
    if (now !== life) silentSince = performance.now();
    life = now;
    if (performance.now() - silentSince > silenceMs) return;
    Atomics.wait(control, DONE, done, ASK_EVERY_MS);
  }
}

/** Items of the groups back where they were before a member got them. */
function restore({ placing }: TeamTask, before: Int32Array, jobs: TeamTask["jobs"]): void {
  for (const { bins } of jobs) {
    for (const bin of bins) {
      for (let at = placing.start[bin]!; at < placing.start[bin + 1]!; at++) {
        const item = placing.order[at]!;
        placing.binOf[item] = before[item]!;
      }
    }
  }
}
