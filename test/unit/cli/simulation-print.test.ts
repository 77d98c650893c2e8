/** A simulated host on the terminal. */
import { describe, expect, it } from "vitest";
import { simulationText } from "../../../cli/print/simulation.ts";
import { guest, sampleSimulation } from "../../support/simulation-result.ts";

const plain = (_tone: string, text: string) => text;
const text = simulationText(sampleSimulation(), plain);

describe("a simulated host on the terminal", () => {
  it("begins with what was simulated and how it ended", () => {
    expect(text).toMatch(/^By hand: Finished\. The whole time was simulated\.\n\n {2}Platform {4}Turns for tests/);
    expect(text).toContain("  Simulated   4 s, 1,234 events\n");
    expect(text).toContain("  CPU in use  37.5% of 2 CPUs, the busiest 50.0%\n");
    expect(text).toContain("  Draw        200 W on average, 800 J, peak 240 W\n");
  });

  it("prints guests as performance tools do", () => {
    expect(text).toContain(
      [
        "                           CPUs",
        "  Guest              vCPU  asked  held  useful  fluid  %RUN  %RDY  %CSTP  %WAIT  %OVHD",
        "  batch                 1   0.25  0.40    0.20   0.25  40.0  10.0    0.0   50.0    6.3",
        "  service (service)     1   0.25  0.10    0.20   0.25  10.0   2.5    0.0   87.5   25.0",
        "  web                   1   0.25  0.25    0.20   0.25  25.0  25.0    0.0   50.0   10.0",
      ].join("\n"),
    );
  });

  it("has sections for requests, devices, the move and warnings, and none for memory that suffices", () => {
    const sections = [...text.matchAll(/^\n?([A-Z][^\n]*)\n {2}/gm)].map((found) => found[1]);
    expect(sections).toEqual([
      "CPU of the guests",
      "Requests of the guests",
      "Devices",
      "Migration of web",
      "Warnings",
      "What this rests on",
    ]);
  });

  it("stays within a hundred columns", () => {
    const long = sampleSimulation({
      guests: [guest("a-guest-with-a-name-as-long-as-the-contract-lets-it-be-0000001", { spinMs: 1 })],
    });
    const widths = `${text}${simulationText(long, plain)}`.split("\n").map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
  });

  it("says of a partial result that it is one", () => {
    expect(simulationText(sampleSimulation({ end: "stopped" }), plain)).toMatch(
      /^By hand: Stopped\. The run was interrupted: this is a partial result/,
    );
  });
});
