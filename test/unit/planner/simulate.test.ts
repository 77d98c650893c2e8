/** Simulation requests: what is refused and how it is said, what a run tells, that it repeats, and a plan's host replayed. */
import { describe, expect, test } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { InvalidInput, type SimulationRequest, SimulationResult, decodeSimulation, simulate } from "#planner";

const CONTEXT = { hostTypes: HOST_TYPES, platforms: PLATFORMS };

const request = (change: Record<string, unknown> = {}) => ({
  host: { sockets: 1, coresPerSocket: 2, coreMhz: 1650, memoryMiB: 8192, year: 2005 },
  platform: "power5-apv",
  durationSeconds: 2,
  guests: [
    { id: "a", behaviour: "batch", terms: { processingUnits: 0.5 } },
    { id: "b", vcpus: 2, behaviour: "web", load: { kind: "open", perSecond: 100 } },
  ],
  ...change,
});

const problems = (input: unknown) => {
  try {
    decodeSimulation(input, CONTEXT);
  } catch (error) {
    if (error instanceof InvalidInput)
      return error.problems.map(({ pointer, code, detail }) => [pointer, code, detail]);
    throw error;
  }
  return [];
};
const guest = (change: Record<string, unknown>) => request({ guests: [{ id: "a", ...change }] });

describe("a simulation request", () => {
  test.each([
    ["zero CPUs", guest({ vcpus: 0 }), "/guests/0/vcpus", /least 1, is 0/],
    ["a fraction of a CPU", guest({ vcpus: 1.5 }), "/guests/0/vcpus", /whole number, is 1\.5/],
    ["a weight out of range", guest({ terms: { uncappedWeight: 256 } }), "/guests/0/terms/uncappedWeight", /255.*256/],
    ["terms nobody knows", guest({ terms: { shares: 5 } }), "/guests/0/terms", /shares/],
    ["a negative rate", guest({ load: { kind: "open", perSecond: -1 } }), "/guests/0/load/perSecond", /least 0, is -1/],
    [
      "a trace with a gap",
      guest({ load: { kind: "trace", slotSeconds: 60, cpuRatio: [0.1, null, 0.2] } }),
      "/guests/0/load/cpuRatio/1",
      /number.*null/,
    ],
    [
      "a trace above its CPUs",
      guest({ load: { kind: "trace", slotSeconds: 60, cpuRatio: [1.2] } }),
      "/guests/0/load/cpuRatio/0",
      /1\.2/,
    ],
    ["an unknown behaviour", guest({ behaviour: "magic" }), "/guests/0/behaviour", /no behaviour "magic"/],
    ["an unknown mode", guest({ mode: "hvm" }), "/guests/0/mode", /mode "hvm"/],
    ["an unknown field", request({ speed: 3 }), "", /speed/],
    ["an unknown platform", request({ platform: "power5-apw" }), "/platform", /did you mean "power5-apv"/],
    ["an unknown host type", request({ host: "ibm-p5-51" }), "/host", /did you mean "ibm-p5-510"/],
    ["an unknown scheduler", request({ scheduler: "credit" }), "/scheduler", /no scheduler "credit"/],
    ["an unknown disk", request({ disk: "tape" }), "/disk", /no device "tape"/],
    [
      "two guests of one name",
      request({ guests: [{ id: "a", count: 2 }, { id: "a-2" }] }),
      "/guests/1/id",
      /"a-2" is already \/guests\/0/,
    ],
    [
      "an event for nobody",
      request({ events: [{ kind: "migrate", atSeconds: 1, guest: "z" }] }),
      "/events/0/guest",
      /no guest "z"/,
    ],
    [
      "a move the platform cannot make",
      request({ events: [{ kind: "migrate", atSeconds: 1, guest: "a" }] }),
      "/events/0/kind",
      /cannot move/,
    ],
    [
      "rules of migration nobody wrote",
      {
        ...request({ platform: "xen-3.0.4", guests: [{ id: "a" }] }),
        events: [{ kind: "migrate", atSeconds: 1, guest: "a", rules: "fast" }],
      },
      "/events/0/rules",
      /no migration rules "fast" here: paper-2005, adaptive-2006, xen-4/,
    ],
    ["guests in a guest of one layer", guest({ guests: [{ id: "x" }] }), "/guests/0/guests", /one layer/],
    ["more memory than is given out", guest({ memoryMiB: 1e6 }), "/guests", /at most/],
    ["watts that fall", request({ host: { ...request().host, idleW: 9, maxW: 3 } }), "/host/maxW", /maxW 3/],
  ])("with %s is refused by name", (_what, input, pointer, detail) => {
    const found = problems(input);
    expect(found.map(([at]) => at)).toContain(pointer);
    expect(found.find(([at]) => at === pointer)?.[2]).toMatch(detail);
  });

  test("that is sound is accepted with its defaults", () => {
    expect(problems(request())).toEqual([]);
    expect(decodeSimulation(request(), CONTEXT)).toMatchObject({ seed: 1, disks: 4, name: "simulation" });
  });
});

describe("a simulation", () => {
  const run = (change: Record<string, unknown> = {}): ReturnType<typeof simulate> =>
    simulate(decodeSimulation(request(change), CONTEXT), CONTEXT);

  test("answers by its schema, without a number that is none", () => {
    const result = run();
    expect(SimulationResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    expect(JSON.stringify(result)).not.toMatch(/null|NaN|Infinity/);
  });

  test("gives each its processing units: half a processor of two for a saturated one that is capped", () => {
    const capped = run({
      guests: [
        { id: "a", terms: { processingUnits: 0.5, processorMode: "capped" } },
        { id: "b", load: { kind: "saturated", threads: 1 }, terms: { processingUnits: 0.5 } },
      ],
    });
    const [a, b] = ["a", "b"].map((id) => capped.guests.find((one) => one.id === id));
    expect(a?.heldCpus).toBeCloseTo(0.5, 3);
    expect(a?.fluidCpus).toBe(0.5);
    expect(b?.heldCpus).toBeCloseTo(1, 2);
  });

  test("same request, same bytes; the order of the guests is irrelevant but for the question's own hash", () => {
    const first = JSON.stringify(run());
    expect(JSON.stringify(run())).toBe(first);
    const { inputHash: _a, ...turned } = run({ guests: request().guests.toReversed() });
    const { inputHash: _b, ...straight } = run();
    expect(turned).toEqual(straight);
  });

  test("stops at its event budget, and when asked, and says so", () => {
    expect(run({ eventBudget: 1000 }).end).toBe("event-budget");
    const decoded: SimulationRequest = decodeSimulation(request(), CONTEXT);
    expect(simulate(decoded, { ...CONTEXT, stopped: () => true }).end).toBe("stopped");
  });

  test("a guest asks for what its trace says, slot by slot", () => {
    const load = { kind: "trace", slotSeconds: 1, cpuRatio: [0.2, 0.6] };
    const result = run({ guests: [{ id: "a", load, terms: { processingUnits: 0.9 } }] });
    const a = result.guests.find(({ id }) => id === "a");
    // One second at 0.2 and one at 0.6.
    expect(a?.askedCpus).toBe(0.4);
    expect(a?.usefulCpus).toBeCloseTo(0.4, 1);
  });

  test("a nest shares a share: z/VM's guests split what PR/SM gives the partition", () => {
    const result = simulate(
      decodeSimulation(
        {
          host: "z9-ec-s18",
          platform: "zvm-5.3-z9-ec",
          durationSeconds: 5,
          guests: [
            {
              id: "LP",
              vcpus: 2,
              memoryMiB: 8192,
              terms: { weight: 100 },
              guests: [
                { id: "g1", load: { kind: "saturated", threads: 1 }, terms: { share: "RELATIVE 300" } },
                { id: "g2", vcpus: 2, load: { kind: "saturated", threads: 2 } },
              ],
            },
            {
              id: "rest",
              vcpus: 18,
              memoryMiB: 8192,
              load: { kind: "saturated", threads: 18 },
              terms: { weight: 900 },
            },
          ],
        },
        CONTEXT,
      ),
      CONTEXT,
    );
    const of = (id: string) => result.guests.find((one) => one.id === id);
    // 18 processors by 100 : 900.
    expect(of("LP")?.heldCpus).toBeCloseTo(1.8, 1);
    expect((of("g1")?.heldCpus ?? 0) + (of("g2")?.heldCpus ?? 0)).toBeCloseTo(of("LP")?.heldCpus ?? 0, 1);
    expect(of("g1")?.within).toBe("LP");
    // 300 : 100 of 1.8 is more than one CPU: it has one virtual CPU, and the other guest the rest.
    expect(of("g1")?.fluidCpus).toBe(1);
    expect(of("g2")?.fluidCpus).toBeCloseTo(0.8, 6);
  });

  test("every figure nobody read in a document stands among the assumptions, with its source", () => {
    const { assumptions } = run();
    expect(assumptions.some(({ id }) => id.startsWith("behaviour/web/"))).toBe(true);
    expect(assumptions.every(({ source }) => /^(recalled|assumed|derived): /.test(source))).toBe(true);
  });
});
