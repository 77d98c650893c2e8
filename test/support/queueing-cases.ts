/** The rows of data/measurements/queueing-cases.csv, each with the closed form of ours that answers it. */
import {
  type RoundRobin,
  erlangB,
  erlangC,
  exactMva,
  longestWindowGap,
  mg1Wait,
  mm1InSystem,
  mm1LossRatio,
  mm1Response,
  mm1ResponseQuantile,
  mmcResponse,
  mmcWaitQuantile,
  nonPreemptiveWaits,
  preemptiveResponses,
  psResponse,
  roundRobinGap,
  sakasegawaWait,
  scaledThroughput,
  usefulRatio,
  weightedSharingResponses,
} from "#models/hypervisor/queueing/index.ts";
import { measuredRows, numberIn, textOf } from "./measurements.ts";

export interface QueueingCase {
  readonly model: string;
  readonly parameters: string;
  readonly metric: string;
  readonly published: number;
  readonly ours: number;
}

/** Values are printed to six decimal places: half a unit of the last. */
export const PRINTED_TOLERANCE = 0.5e-6 * (1 + 1e-6);

/** All rows, in the file's order, with our value. @throws Error naming a row that nothing answers */
export function queueingCases(): readonly QueueingCase[] {
  return measuredRows("queueing-cases.csv").map((row) => {
    const [model, parameters, metric] = [textOf(row, "model"), textOf(row, "parameters"), textOf(row, "metric")];
    const answer = ANSWERS.find(([pattern]) => pattern.test(`${model} | ${metric}`))?.[1];
    if (answer === undefined) throw new Error(`no closed form answers "${model}", "${metric}"`);
    const ours = answer({ model, metric, values: valuesOf(parameters) });
    return { model, parameters, metric, published: numberIn(row, "value"), ours };
  });
}

interface Asked {
  readonly model: string;
  readonly metric: string;
  /** Numbers by their name: "rho=0.3 S=1" and "lambda 0.3,0.4" alike. */
  readonly values: ReadonlyMap<string, readonly number[]>;
}

function valuesOf(parameters: string): ReadonlyMap<string, readonly number[]> {
  const found = parameters.matchAll(/([A-Za-z]+)[ =]\[?([\d.]+(?:, ?[\d.]+)*)\]?/g);
  return new Map([...found].map(([, name = "", list = ""]) => [name, list.split(",").map(Number)]));
}

const all = ({ values }: Asked, name: string): readonly number[] => {
  const list = values.get(name);
  if (list === undefined) throw new Error(`no parameter "${name}"`);
  return list;
};
const one = (asked: Asked, name: string): number => all(asked, name)[0] ?? NaN;
const server = (asked: Asked) => ({ loadRatio: one(asked, "rho"), serviceTime: one(asked, "S") });
/** The servers of "M/M/4 …". */
const numberAfter = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]);
const servers = (asked: Asked) => ({ ...server(asked), servers: numberAfter(asked.model, /^M\/M\/(\d+)/) });
/** "class 2" is the second of a list. */
const ofClass = (asked: Asked, list: readonly number[]): number =>
  list[numberAfter(asked.metric, /class (\d)/) - 1] ?? NaN;
const classes = (asked: Asked) =>
  all(asked, "lambda").map((arrivalRate) => ({ arrivalRate, serviceTime: one(asked, "S") }));
const turns = (asked: Asked): RoundRobin => ({
  guests: one(asked, "n"),
  quantum: one(asked, "q"),
  switchTime: one(asked, "switch"),
});
const closed = (asked: Asked) =>
  exactMva({ users: one(asked, "N"), thinkTime: one(asked, "Z"), demands: all(asked, "D") });
/** POWER's window, as the cases' model column states it. */
const WINDOW_MS = 10;

const ANSWERS: readonly (readonly [RegExp, (asked: Asked) => number])[] = [
  [/^M\/M\/1 FCFS \| mean response/, (a) => mm1Response(server(a))],
  [/^M\/M\/1 FCFS \| mean in system/, (a) => mm1InSystem(one(a, "rho"))],
  [/^M\/M\/1 FCFS \| p\d+ response/, (a) => mm1ResponseQuantile(server(a), numberAfter(a.metric, /p(\d+)/) / 100)],
  [/^M\/D\/1 FCFS/, (a) => mg1Wait(server(a), 0)],
  [/^M\/G\/1 FCFS \(SCV=4\)/, (a) => mg1Wait(server(a), numberAfter(a.model, /SCV=(\d)/))],
  [/^M\/G\/1 PS .*of size/, (a) => psResponse(one(a, "rho"), numberAfter(a.metric, /size (\d)/))],
  [/^M\/G\/1 PS/, (a) => psResponse(one(a, "rho"), one(a, "S"))],
  [/^M\/M\/\d+ FCFS .*Erlang C/, (a) => erlangC(servers(a).servers, one(a, "rho"))],
  [/^M\/M\/\d+ FCFS .*mean response/, (a) => mmcResponse(servers(a))],
  [/^M\/M\/\d+ FCFS .*Sakasegawa/, (a) => sakasegawaWait(servers(a))],
  [/^M\/M\/\d+ FCFS .*p95 wait/, (a) => mmcWaitQuantile(servers(a), 0.95)],
  [/^M\/M\/\d+\/\d+ loss/, (a) => erlangB(numberAfter(a.model, /^M\/M\/(\d+)/), one(a, "a"))],
  [/^M\/M\/1\/\d+ /, (a) => mm1LossRatio(one(a, "rho"), numberAfter(a.model, /1\/(\d+)$/))],
  [/non-preemptive priority/, (a) => ofClass(a, nonPreemptiveWaits(classes(a)))],
  [/preemptive-resume priority/, (a) => ofClass(a, preemptiveResponses(classes(a)))],
  [/discriminatory PS/, (a) => ofClass(a, weightedResponses(a))],
  [/^round robin.*gap/, (a) => roundRobinGap(turns(a))],
  [/^round robin.*useful/, (a) => usefulRatio(turns(a))],
  [/^POWER/, (a) => longestWindowGap({ length: WINDOW_MS, entitledCpus: one(a, "EC"), vcpus: one(a, "VP") })],
  [/^closed network.*throughput/, (a) => closed(a).throughput],
  [/^closed network.*response/, (a) => closed(a).response],
  [/^universal scalability/, (a) => scaledThroughput(usl(a), one(a, "N"))],
];

function weightedResponses(asked: Asked): readonly number[] {
  const weights = /weights (\d+):(\d+)/.exec(asked.model)?.slice(1).map(Number) ?? [];
  const serviceTime = 1 / one(asked, "mu");
  return weightedSharingResponses(
    all(asked, "rho").map((rho, i) => ({ arrivalRate: rho / serviceTime, serviceTime, weight: weights[i] ?? NaN })),
  );
}

const usl = (asked: Asked) => ({
  single: one(asked, "gamma"),
  contention: one(asked, "alpha"),
  coherence: one(asked, "beta"),
});
