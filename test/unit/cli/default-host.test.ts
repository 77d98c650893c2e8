/** The host type a platform is compared on when nobody names one. */
import { describe, expect, it } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS, foundation, innermost } from "#models";
import { Workload } from "#planner";
import { defaultHostFor } from "#planner/default-host.ts";
import { machineOf } from "#planner/size/index.ts";

describe("the default host type of a platform", () => {
  it.each(PLATFORMS.map((platform) => [platform.id, platform] as const))("%s is not refused by it", (_id, platform) => {
    const type = defaultHostFor(platform, HOST_TYPES);
    if (type === undefined) throw new Error(`no host type of the catalogue carries ${platform.id}`);
    const layer = innermost(platform);
    const machine = foundation(platform, machineOf(type, undefined));
    const site = { machine, settings: layer.settings.parse({}), memoryOvercommitRatio: 1 };
    expect(layer.machineMisfits(site)).toEqual([]);
  });

  it.each(PLATFORMS.map((platform) => [platform.id, platform] as const))(
    "%s does not depend on the order of the catalogue",
    (_id, platform) => {
      expect(defaultHostFor(platform, HOST_TYPES.toReversed())?.id).toBe(defaultHostFor(platform, HOST_TYPES)?.id);
    },
  );

  it("is one of the platform's time where the catalogue has one", () => {
    // The function's own bound: less than two years apart counts as the same time.
    for (const platform of PLATFORMS.filter((one) => one.layers.length === 1)) {
      const chosen = defaultHostFor(platform, HOST_TYPES);
      const near = HOST_TYPES.filter((type) => Math.abs(type.year - platform.year) < 2).filter((type) => {
        const layer = innermost(platform);
        const site = {
          machine: machineOf(type, undefined),
          settings: layer.settings.parse({}),
          memoryOvercommitRatio: 1,
        };
        return layer.machineMisfits(site).length === 0;
      });
      if (near.length > 0) expect(near.map((type) => type.id)).toContain(chosen?.id);
    }
  });

  it("asks what the estate runs: containers for SPARC systems stand on a SPARC host, for x86 systems on an x86 host", () => {
    const containers = PLATFORMS.find(({ id }) => id === "solaris-containers-10");
    if (containers === undefined) throw new Error("no Solaris containers in the catalogue");
    const solaris = (architecture: string) =>
      Workload.parse({
        id: "a",
        name: "a",
        os: { family: "solaris", version: "10", architecture },
        vcpus: 1,
        memoryMiB: 512,
      });
    expect(defaultHostFor(containers, HOST_TYPES, [solaris("sparc")])?.architecture).toBe("sparc");
    expect(defaultHostFor(containers, HOST_TYPES, [solaris("x86-64")])?.architecture).toBe("x86-64");
  });

  it("is undefined when every machine is refused", () => {
    const [platform] = PLATFORMS;
    if (platform === undefined) throw new Error("the catalogue is empty");
    expect(defaultHostFor(platform, [])).toBeUndefined();
  });
});
