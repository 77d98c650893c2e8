/** docs/ADDING-A-HOST.md: its example is planned, and its table of refusals is what the door answers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InvalidInput, decodeRequest, plan } from "#planner";
import { CONTEXT } from "../../support/request.ts";

const TEXT = readFileSync(join(import.meta.dirname, "../../../docs/ADDING-A-HOST.md"), "utf8");
const example = () => JSON.parse(/```json\n([\s\S]*?)```/.exec(TEXT)?.[1] ?? "") as Example;

interface Example {
  readonly hostTypes: [{ power: unknown; price: { currency: string } }];
}

/** What is wrong with the example once `change` was made to it. */
function refusals(change: (type: Example["hostTypes"][0]) => void): readonly string[] {
  const request = example();
  change(request.hostTypes[0]);
  try {
    decodeRequest(request, CONTEXT);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ pointer, detail }) => `${pointer}: ${detail}`);
  }
}

const watts = (value: number) => ({ value, source: "assumed: test" });
const ends = (idle: number, most: number) => ({ kind: "two-ends", idleW: watts(idle), maxW: watts(most) });
const curve = (value: readonly number[]) => ({ kind: "curve", watts: { value, source: "assumed: test" } });
const ROW = /^\| .+ \| `(\/hostTypes.+)` \|$/gm;

describe("a host type of one's own", () => {
  it("is planned with as the page shows it", () => {
    const result = plan(decodeRequest(example(), CONTEXT), CONTEXT);
    expect(result.targets.map(({ hostType }) => hostType)).toEqual(["our-r760"]);
    expect(result.hosts).toHaveLength(1);
    expect(result.unplaced).toEqual([]);
  });

  it.each<readonly [string, (type: Example["hostTypes"][0]) => void, number]>([
    [
      "a falling curve",
      (type) => {
        type.power = curve([52.3, 129, 147, 170, 195, 224, 200, 292, 344, 408, 457]);
      },
      0,
    ],
    [
      "0 W",
      (type) => {
        type.power = ends(0, 780);
      },
      1,
    ],
    [
      "idle above full load",
      (type) => {
        type.power = ends(900, 780);
      },
      2,
    ],
    [
      "an unknown currency",
      (type) => {
        type.price.currency = "QQQ";
      },
      3,
    ],
  ])("is refused for %s with the place and the values", (_name, change, row) => {
    const answers = [...TEXT.matchAll(ROW)].map(([, answer]) => answer ?? "none");
    expect(answers).toHaveLength(4);
    const found = refusals(change);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(answers[row]);
  });

  it("is told each point at which its curve falls", () => {
    const found = refusals((type) => {
      type.power = curve([100, 90, 147, 170, 195, 224, 255, 292, 344, 408, 400]);
    });
    expect(found.map((one) => one.split(" (found")[0])).toEqual([
      "/hostTypes/0/power/watts/value/1: the curve must not fall: 90 W at 10 % load, 100 W at active idle",
      "/hostTypes/0/power/watts/value/10: the curve must not fall: 400 W at 100 % load, 408 W at 90 % load",
    ]);
  });

  it("may have a flat curve", () => {
    expect(
      refusals((type) => {
        type.power = curve([100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100]);
      }),
    ).toEqual([]);
  });

  it("is told of letters that are no code at all once only", () => {
    const found = refusals((type) => {
      type.price.currency = "usd";
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("/hostTypes/0/price/currency: must be three capital letters, like USD");
  });
});
