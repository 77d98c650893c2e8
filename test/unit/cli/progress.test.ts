/** The line a person reads while waiting. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { progressLine, progressText } from "../../../cli/tasks/progress.ts";
import type { Terminal } from "../../../cli/terminal.ts";

function heard(isErrTty: boolean): { readonly terminal: Terminal; readonly said: string[] } {
  const said: string[] = [];
  const terminal: Terminal = {
    out: () => undefined,
    err: (text) => said.push(text),
    isErrTty,
    isInTty: false,
    paint: (_tone, text) => text,
  };
  return { terminal, said };
}

describe("progress on standard error", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("one line says stage, best, bound and gap", () => {
    // (97 − 96) / 96 = 1.0417 %
    expect(progressText({ stage: "packing", doneRatio: 0.3, hosts: 97, bound: 96 }, 12)).toBe(
      "12 s  packing  best 97 hosts  bound 96  gap 1.04 %",
    );
    expect(progressText({ stage: "plan 3 of 12", doneRatio: 0.25 }, 0)).toBe("0 s  plan 3 of 12  25%");
  });

  test("asked for, it is a line for each stage and for each second, with or without news", () => {
    const { terminal, said } = heard(false);
    const progress = progressLine(terminal, true);
    progress.report({ stage: "packing", doneRatio: 0, hosts: 9, bound: 8 });
    progress.report({ stage: "packing", doneRatio: 0.1, hosts: 8, bound: 8 });
    vi.advanceTimersByTime(2100);
    progress.end();
    vi.advanceTimersByTime(5000);
    expect(said).toEqual([
      "0 s  packing  best 9 hosts  bound 8  gap 12.5 %\n",
      "1 s  packing  best 8 hosts  bound 8  gap 0 %\n",
      "2 s  packing  best 8 hosts  bound 8  gap 0 %\n",
    ]);
  });

  test("a terminal sees nothing of short work, then one line rewritten and removed at the end", () => {
    const { terminal, said } = heard(true);
    const progress = progressLine(terminal, false);
    progress.report({ stage: "sizing", doneRatio: 0 });
    expect(said).toEqual([]);
    vi.advanceTimersByTime(1000);
    progress.end();
    expect(said).toEqual(["\r\u001b[K1 s  sizing  0%", "\r\u001b[K"]);
  });

  test("nobody sees anything where nobody looks and nobody asked", () => {
    const { terminal, said } = heard(false);
    const progress = progressLine(terminal, false);
    progress.report({ stage: "packing", doneRatio: 0 });
    vi.advanceTimersByTime(3000);
    expect(said).toEqual([]);
  });
});
