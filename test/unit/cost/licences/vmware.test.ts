/** Licences of VMware's hypervisors: the worked checks of the table. */
import { describe, expect, it } from "vitest";
import { count, guests, host, hosts } from "../../../support/licences.ts";

const units = (...asked: Parameters<typeof count>) => count(...asked).units;
const vi3 = { hypervisor: "vi3", guests: guests(3) };
const vsphere = { hypervisor: "vsphere", guests: guests(3) };

describe("VMware Infrastructure 3", () => {
  it("needs 2 licences for 4 sockets of two cores", () => {
    // One per 2 processors, whatever the cores: 4 / 2 = 2.
    expect(units("vmware-vi3-enterprise", host({ ...vi3, sockets: 4, coresPerSocket: 2 }))).toBe(2);
    expect(units("vmware-vi3-standard", host({ ...vi3, sockets: 1, coresPerSocket: 4 }))).toBe(1);
  });

  it("licenses the spare host of a cluster", () => {
    const cluster = hosts(3, (n) => (n < 3 ? vi3 : { hypervisor: "vi3", role: "spare" }));
    expect(units("vmware-vi3-enterprise", cluster)).toBe(3);
    expect(units("vmware-vi3-enterprise", cluster, { spares: false })).toBe(2);
  });

  it("asks nothing of hosts under another hypervisor", () => {
    expect(count("vmware-vi3-enterprise", host({ guests: guests(3) }))).toMatchObject({ units: 0, lines: [] });
    expect(units("vmware-vi3-enterprise", host(vsphere))).toBe(0);
  });
});

describe("vSphere, perpetual", () => {
  it("needs 4 licences for 2 × 48 cores, and 2 bought before April 2020", () => {
    // ceil(48 / 32) = 2 per processor.
    const two = host({ ...vsphere, coresPerSocket: 48 });
    expect(units("vmware-vsphere-perpetual", two)).toBe(4);
    expect(units("vmware-vsphere-perpetual", two, { isBefore2020: true })).toBe(2);
    expect(units("vmware-vsphere-perpetual", host({ ...vsphere, coresPerSocket: 32 }))).toBe(2);
  });
});

describe("VMware Cloud Foundation", () => {
  it.each([
    ["2 × 8", 8, 32],
    ["2 × 12", 12, 32],
    ["2 × 20", 20, 40],
  ])("counts %s cores with the floor of 16 per processor", (_, coresPerSocket, expected) => {
    expect(units("vmware-cloud-foundation", host({ ...vsphere, coresPerSocket }))).toBe(expected);
    expect(units("vmware-vsphere-foundation", host({ ...vsphere, coresPerSocket }))).toBe(expected);
  });

  it("warns of the least order and counts it only when asked to", () => {
    const one = host(vsphere);
    expect(count("vmware-cloud-foundation", one).lines.at(-1)).toEqual({
      scope: "order",
      units: 0,
      why: "a least order of 72 cores is not counted: sources disagree whether it stands (option minimumOrder)",
    });
    // 2 × 16 = 32; 40 more make 72.
    expect(units("vmware-cloud-foundation", one, { minimumOrder: true })).toBe(72);
    expect(units("vmware-cloud-foundation", one, { minimumOrder: 50 })).toBe(50);
    const three = hosts(3, () => vsphere);
    expect(count("vmware-cloud-foundation", three, { minimumOrder: true })).toMatchObject({ units: 96 });
    expect(count("vmware-cloud-foundation", three).lines).toHaveLength(1);
  });
});
