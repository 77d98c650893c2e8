import { describe, expect, it } from "vitest";
import { productContext } from "#jobs";
import { InvalidInput, decodeSimulation } from "#planner";
import { formFields } from "../../../web/decode/form-fields.ts";
import {
  EMPTY_GUEST,
  FRESH_SIMULATION,
  type SimulationForm,
  postedSimulation,
  simulationInput,
} from "../../../web/decode/simulation-form.ts";
import { valueOfText } from "../../../web/decode/simulation-text.ts";
import { simulationFormView } from "../../../web/simulation-form-view.ts";

const CONTEXT = productContext();
const HOST: SimulationForm = { ...FRESH_SIMULATION, platform: "xen-3.0.4", hostType: "hp-dl585-g1" };
const withGuest = (change: Partial<(typeof HOST)["guests"][number]>): SimulationForm => ({
  ...HOST,
  guests: [{ ...EMPTY_GUEST, id: "web", ...change }],
});
const pointers = (form: SimulationForm) => simulationInput(form).problems.map(({ pointer }) => pointer);

describe("the page that describes a host", () => {
  it("asks for something that can be simulated once platform and host are chosen", () => {
    const { request, problems } = simulationInput(HOST);
    expect(problems).toEqual([]);
    expect(decodeSimulation(request, CONTEXT)).toMatchObject({
      durationSeconds: 60,
      guests: [{ id: "web", count: 4, behaviour: "web", terms: {} }],
      events: [],
    });
  });

  it("leaves out rows that nobody touched, and remembers which rows the others are", () => {
    const guests = [EMPTY_GUEST, { ...EMPTY_GUEST, id: "a" }, EMPTY_GUEST, { ...EMPTY_GUEST, id: "b" }];
    const { request, rowOf } = simulationInput({ ...HOST, guests });
    expect((request["guests"] as { id: string }[]).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(rowOf).toEqual([1, 3]);
  });

  it("does not take a row for empty that only lacks its name", () => {
    const { request } = simulationInput({ ...HOST, guests: [{ ...EMPTY_GUEST, vcpus: "4" }] });
    expect(() => decodeSimulation(request, CONTEXT)).toThrow(InvalidInput);
  });

  it("reads terms as key=value, numbers as numbers", () => {
    const { request } = simulationInput(withGuest({ terms: "weight=512, cap=12.5 uncapped=true mode=fast" }));
    expect((request["guests"] as { terms: unknown }[])[0]?.terms).toEqual({
      weight: 512,
      cap: 12.5,
      uncapped: true,
      mode: "fast",
    });
    expect(pointers(withGuest({ terms: "weight" }))).toEqual(["/guests/0/terms"]);
    expect(pointers(withGuest({ terms: "=5" }))).toEqual(["/guests/0/terms"]);
  });

  it("says of texts that are no numbers where they stand", () => {
    expect(pointers({ ...withGuest({ vcpus: "two", memoryMiB: "1e3" }), seconds: "long" })).toEqual([
      "/durationSeconds",
      "/guests/0/vcpus",
      "/guests/0/memoryMiB",
    ]);
  });

  it("makes an event of a move, and asks when it begins", () => {
    const move = { ...HOST, moveGuest: "web-1", moveAt: "10", moveLink: "" };
    expect(simulationInput(move).request["events"]).toEqual([{ kind: "migrate", guest: "web-1", atSeconds: 10 }]);
    expect(pointers({ ...move, moveAt: "" })).toEqual(["/events/0/atSeconds"]);
  });

  it("asks for platform, host and a guest where they are missing", () => {
    expect(pointers({ ...FRESH_SIMULATION, guests: [EMPTY_GUEST] })).toEqual(["/platform", "/host", "/guests"]);
  });

  it("is posted as it was shown", () => {
    const posted = postedSimulation(
      formFields({ name: "n", platform: "p", guestId: ["a", "b"], guestVcpus: ["1", "2"], guestTerms: ["", "x=1"] }),
    );
    expect(posted.guests.map(({ id, vcpus, terms }) => [id, vcpus, terms])).toEqual([
      ["a", "1", ""],
      ["b", "2", "x=1"],
    ]);
  });
});

describe("problems of the page", () => {
  it("stand at the field of the row that they are about", () => {
    const view = simulationFormView(CONTEXT, {
      form: { ...HOST, guests: [EMPTY_GUEST, { ...EMPTY_GUEST, id: "a", terms: "weight=0" }] },
      text: "",
      problems: [{ pointer: "/guests/0/terms/weight", code: "invalid", detail: "too small" }],
      rowOf: [1],
    });
    expect(view["problems"]).toEqual([{ text: "Guest 2, terms/weight: too small.", href: "#guestTerms-1" }]);
  });

  it("of a pasted file all stand at the file", () => {
    const view = simulationFormView(CONTEXT, {
      form: FRESH_SIMULATION,
      text: "guests: []",
      problems: [{ pointer: "/platform", code: "invalid", detail: "missing" }],
    });
    expect(view["problems"]).toEqual([{ text: "/platform: missing.", href: "#text" }]);
    expect(view["isTextFirst"]).toBe(true);
  });
});

describe("a pasted host file", () => {
  it("is YAML, or JSON, which is YAML too", () => {
    expect(valueOfText("platform: xen\nguests: [{ id: a }]")).toEqual({ platform: "xen", guests: [{ id: "a" }] });
    expect(valueOfText('{"platform": "xen"}')).toEqual({ platform: "xen" });
  });

  it.each([
    ["broken", "a: [", "line"],
    ["too deep", "[".repeat(1000), "deeper than 64 levels"],
    ["too long", `# ${"x".repeat(1_100_000)}`, "characters"],
    [
      "a bomb of aliases",
      `a: &a [${"x,".repeat(200)}]\nb: &b [${"*a,".repeat(200)}]\nc: [${"*b,".repeat(200)}]`,
      "alias",
    ],
  ])("that is %s is refused with a sentence", (_, text, says) => {
    expect(() => valueOfText(text)).toThrow(InvalidInput);
    expect(() => valueOfText(text)).toThrow(says);
  });
});
