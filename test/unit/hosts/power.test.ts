/** POWER hosts of the catalogue: each carried by the platform of its generation, none with a throughput that nobody gave. */
import { describe, expect, it } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS, innermost } from "#models";
import { powerModel } from "#models/power/machines.ts";
import { machineOf } from "#planner/size/index.ts";

const POWER = HOST_TYPES.filter((type) => type.architecture === "power");
const LAYERS = ["power4-lpar", "power5-apv", "power10", "power11"].map((id) => {
  const platform = PLATFORMS.find((one) => one.id === id);
  if (platform === undefined) throw new Error(`no platform "${id}"`);
  return innermost(platform);
});
const BY_GENERATION = new Map([4, 5, 10, 11].map((generation, i) => [generation, LAYERS[i]?.id]));

describe("POWER hosts", () => {
  it("are there for every generation", () => {
    // p650, p690; p5-510, 520, 550, 570 with 1 to 4 blocks, 590, 595; four each of Power10 and Power11.
    expect(POWER.length).toBe(2 + 9 + 4 + 4);
  });

  it("state no throughput per core, and say why", () => {
    for (const type of POWER) {
      expect(type.ratingPerCore, type.id).toBeUndefined();
      expect(type.note, type.id).toContain("rPerf");
    }
  });

  it.each(POWER.map((type) => [type.id, type] as const))("%s is carried by its own generation alone", (id, type) => {
    const model = powerModel(id);
    const carriers = LAYERS.filter((layer) => {
      const site = {
        machine: machineOf(type, undefined),
        settings: layer.settings.parse({}),
        memoryOvercommitRatio: 1,
      };
      return layer.machineMisfits(site).length === 0;
    });
    expect(carriers.map((layer) => layer.id)).toEqual([BY_GENERATION.get(model?.generation ?? 0)]);
  });

  it("of the p5-570 grow by blocks of 4 cores, 128 GiB and 6 slots", () => {
    const sizes = [4, 8, 12, 16].map((ways) => {
      const type = POWER.find((one) => one.id === `ibm-p5-570-${ways}w`);
      return [type && machineOf(type, undefined).cores, type?.memoryMaxMiB?.value, type?.ioSlots?.value];
    });
    expect(sizes).toEqual([1, 2, 3, 4].map((blocks) => [4 * blocks, 131_072 * blocks, 6 * blocks]));
  });
});
