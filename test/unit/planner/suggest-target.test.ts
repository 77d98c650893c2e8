import { describe, expect, test } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { Workload, suggestTarget } from "#planner";

const context = { platforms: PLATFORMS, hostTypes: HOST_TYPES };
const on = (family: string, architecture: string, extra: Record<string, unknown> = {}) =>
  Workload.parse({
    id: "a",
    name: "a",
    os: { family, architecture, version: "10" },
    vcpus: 1,
    memoryMiB: 512,
    ...extra,
  });

describe("suggesting a target", () => {
  test("an x86 estate is offered a living x86 platform on a host that its layer does not refuse", () => {
    const found = suggestTarget([on("windows", "x86-64"), on("linux", "x86-32")], context);
    const platform = PLATFORMS.find(({ id }) => id === found?.platform);
    const host = HOST_TYPES.find(({ id }) => id === found?.hostType);
    expect(found?.carries).toBe(2);
    expect(platform?.era).toBe("living");
    expect(host?.architecture).toBe("x86-64");
  });

  test("nothing is offered where no living platform carries a workload, or none is to be planned", () => {
    expect(suggestTarget([on("openvms", "unknown", { role: "template" })], context)).toBeUndefined();
    expect(suggestTarget([], context)).toBeUndefined();
  });
});
