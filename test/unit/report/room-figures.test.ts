/** The room and its money as pictures' data. */
import { describe, expect, it } from "vitest";
import {
  MOST_HEAT_RACKS,
  MOST_RACKS,
  costFigure,
  elevationFigure,
  rackHeatFigure,
  roomDrawFigure,
} from "#planner/report/index.ts";
import type { PlanDocument } from "#planner/contract/index.ts";
import { AREA_M2, FEED_W, HOSTS_PER_RACK, moneyOf, sampleRoom } from "../../support/plan-room.ts";
import { samplePlan } from "../../support/plan-document.ts";

type Room = NonNullable<PlanDocument["result"]["room"]>;

const withRoom = (document: PlanDocument, change: (room: Room) => Room): PlanDocument => {
  const { room } = document.result;
  if (room === undefined) throw new Error("the sample has a room");
  return { ...document, result: { ...document.result, room: change(room) } };
};

describe("the elevation", () => {
  it("draws every rack in the room's order while there are few", () => {
    // 20 hosts and a spare: 8 + 8 + 5
    const figure = elevationFigure(sampleRoom({ hosts: 20 }));
    expect(figure?.racks.map(({ rack, hosts, alike }) => [rack.id, hosts.length, alike])).toEqual([
      ["rack-1", HOSTS_PER_RACK, 1],
      ["rack-2", HOSTS_PER_RACK, 1],
      ["rack-3", 5, 1],
    ]);
    expect(figure?.racks[0]?.hosts.map(({ bottom }) => bottom)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
    expect(figure?.moreRacks).toBe(0);
  });

  it("folds racks of equal hosts when there are many, and loses none", () => {
    // 131 hosts: 16 racks of eight alike, and one of three
    const figure = elevationFigure(sampleRoom({ hosts: 130, unplaced: 0 }));
    expect(figure?.racks.map(({ alike }) => alike)).toEqual([16, 1]);
    expect([figure?.racksTotal, figure?.moreRacks]).toEqual([17, 0]);
  });

  it("draws the fullest dozen where none are alike, and counts the others", () => {
    const document = withRoom(sampleRoom({ hosts: 130, unplaced: 0 }), (room) => ({
      ...room,
      racks: room.racks.map((rack, i) => ({ ...rack, feedW: FEED_W + i, plannedW: 1000 + i })),
    }));
    const figure = elevationFigure(document);
    expect(figure?.racks).toHaveLength(MOST_RACKS);
    expect(figure?.racks[0]?.rack.plannedW).toBe(1016);
    expect(figure?.moreRacks).toBe(5);
  });

  it("stands blades that share a unit on one another", () => {
    const document = withRoom(sampleRoom({ hosts: 1 }), (room) => ({
      ...room,
      racks: room.racks.map((rack) => ({
        ...rack,
        hosts: rack.hosts.map((host, i) => ({ ...host, atUnit: 1 + Math.floor(i * 0.625), units: 0.625 })),
      })),
    }));
    expect(elevationFigure(document)?.racks[0]?.hosts.map(({ bottom }) => bottom)).toEqual([0, 0.625]);
  });

  it("takes the lower of place and floor as the limit of heat", () => {
    // 2,200 W/m² × 2.5 m² = 5,500 W, below the place's 6,000 W
    expect(elevationFigure(sampleRoom())?.heatLimitW).toBe(2200 * AREA_M2);
  });

  it("is none without a room, and when nothing stands in it", () => {
    expect(elevationFigure(samplePlan())).toBeUndefined();
    expect(elevationFigure(withRoom(sampleRoom(), (room) => ({ ...room, racks: [] })))).toBeUndefined();
  });

  it("draws a few machines in frames of their own and counts the others", () => {
    const figure = elevationFigure(sampleRoom({ frames: 6 }));
    // Of types the plan does not name, each stands for itself: four drawn, two counted.
    expect(figure?.frames).toHaveLength(4);
    expect(figure?.moreFrames).toBe(2);
  });
});

describe("heat per rack", () => {
  it("has the heat of each rack and every limit that is known", () => {
    const figure = rackHeatFigure(sampleRoom({ hosts: 20 }));
    expect([figure?.placeW, figure?.floorW]).toEqual([6000, 5500]);
    for (const rack of figure?.racks ?? []) expect(rack.peakW).toBeLessThanOrEqual(5500);
    expect(figure?.racks.map(({ feedW }) => feedW)).toEqual([FEED_W, FEED_W, FEED_W]);
  });

  it("shows the hottest of many, hottest first", () => {
    const document = withRoom(sampleRoom({ hosts: 6 }), (room) => ({
      ...room,
      racks: Array.from({ length: 60 }, (_, i) => ({
        ...(room.racks[0] ?? { hosts: [], usedUnits: 0, units: 42, plannedW: 0, feedW: 1, btuPerHour: 0 }),
        id: `r${i}`,
        peakW: i,
      })),
    }));
    const figure = rackHeatFigure(document);
    expect(figure?.racks).toHaveLength(MOST_HEAT_RACKS);
    expect([figure?.racks[0]?.peakW, figure?.racksTotal]).toEqual([59, 60]);
  });
});

describe("the draw of the room", () => {
  it("is the hosts' draw, and by PUE twice that for the facility", () => {
    const document = sampleRoom();
    const figure = roomDrawFigure(document);
    const { after, before } = document.result.energy;
    expect(figure?.plan.itW).toEqual(after.perSlotW);
    figure?.plan.facilityW.forEach((watts, i) => expect(watts).toBeCloseTo(2 * (after.perSlotW[i] ?? 0), 6));
    expect(figure?.today?.itW).toEqual(before?.perSlotW);
    expect(figure?.plan.itW[figure.peakColumn]).toBe(after.peakW);
    expect(figure?.plannedW).toBe(document.result.room?.breakers.plannedRoomW);
  });

  it("leaves today out where its draw is not known", () => {
    expect(roomDrawFigure(sampleRoom({ hasBefore: false }))?.today).toBeUndefined();
  });
});

describe("the cost waterfall", () => {
  it("goes from today's total by its steps to the plan's", () => {
    const figure = costFigure(moneyOf(true));
    const bars = figure?.bars ?? [];
    // Today 5 × (34,000 + 19,200 + 418,000 + 190,000 + 57,000) = 3,591,000
    expect([bars[0]?.kind, bars[0]?.to]).toEqual(["total", 3_591_000]);
    // Electricity 5 × (9,800 − 34,000) = −121,000
    expect(bars[1]).toEqual({ label: "Electricity", kind: "fall", from: 3_591_000, to: 3_470_000, amount: -121_000 });
    for (const [i, bar] of bars.entries()) if (i > 0 && bar.kind !== "total") expect(bar.from).toBe(bars[i - 1]?.to);
    // Once 210,000 + 190,000 + 96,000 + 15,000 = 511,000; a year 356,400, five of them 1,782,000
    expect(bars.at(-1)?.to).toBe(2_293_000);
    expect(bars.at(-2)?.to).toBe(2_293_000);
  });

  it("is the plan's own kinds of cost where today is not known", () => {
    const figure = costFigure(moneyOf(false));
    expect(figure?.hasToday).toBe(false);
    expect(figure?.bars.slice(0, 2)).toEqual([
      { label: "Hardware", kind: "rise", from: 0, to: 210_000, amount: 210_000 },
      { label: "Hardware support", kind: "rise", from: 210_000, to: 315_000, amount: 105_000 },
    ]);
    expect(figure?.bars.at(-1)).toMatchObject({ kind: "total", from: 0, to: 2_293_000 });
  });

  it("leaves out steps of nothing, and says what the totals are without", () => {
    const money = moneyOf(true);
    const figure = costFigure({ ...money, waterfall: [...(money.waterfall ?? []), { step: "ports", amount: 0 }] });
    expect(figure?.bars.map(({ label }) => label)).not.toContain("Ports");
    expect(figure?.planWithout).toBe("without licences of Management suite");
    expect(figure?.todayWithout).toBe("");
  });

  it("is none without money, and where nothing costs anything", () => {
    expect(costFigure(undefined)).toBeUndefined();
    const nothing = { lines: [], total: 0, discounted: 0, without: ["hardware"] };
    expect(costFigure({ currency: "EUR", years: 3, discountPercent: 0, after: nothing })).toBeUndefined();
  });
});
