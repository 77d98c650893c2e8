/** Reasons as sentences. */
import { describe, expect, it } from "vitest";
import type { Misfit, MisfitCode } from "#models/partitioning/index.ts";
import type { Bound, Slots } from "#planner/contract/index.ts";
import {
  boundText,
  cautionText,
  gapText,
  misfitClaim,
  misfitText,
  missText,
  reasonText,
  statusText,
} from "#planner/report/index.ts";
import { samplePlan } from "../../support/plan-document.ts";

const from = { rule: "R-1", source: { kind: "seen", ref: "DOC" } } as const;

const MISFITS: { readonly [C in MisfitCode]: Extract<Misfit, { code: C }> } = {
  "over-capacity": { code: "over-capacity", resource: "memoryMiB", needs: 19_558.4, has: 16_384, ...from },
  fragmented: {
    code: "fragmented",
    resource: "memoryMiB",
    needs: 2048,
    has: 1024,
    free: 4096,
    machines: 4,
    ...from,
  },
  "over-limit": { code: "over-limit", scope: "partition", resource: "vcpus", value: 8, bound: 4, ...from },
  "below-minimum": { code: "below-minimum", scope: "machine", resource: "memoryMiB", value: 512, bound: 1024, ...from },
  "off-grid": { code: "off-grid", resource: "vcpus", value: 3, allowed: [1, 2, 4], ...from },
  "moves-as-one": { code: "moves-as-one", block: "cpu-board", needs: 3, has: 2, ...from },
  "not-supported": {
    code: "not-supported",
    what: "guest-os",
    value: "windows 2003 (x86-32)",
    needs: "vt-x or amd-v",
    ...from,
  },
  "breaks-rule": { code: "breaks-rule", kind: "apart", with: ["db1", "db2"], ...from },
};

describe("a misfit", () => {
  it("names thing, value, bound, rule and source, whatever its kind", () => {
    // 19,558.4 MiB = 19.1 GiB; 16,384 MiB = 16 GiB
    expect(misfitText(MISFITS["over-capacity"])).toBe(
      "Memory: needs 19.1 GiB, there is room for 16 GiB (rule R-1; seen: DOC).",
    );
    expect(misfitText(MISFITS.fragmented)).toBe(
      "Memory is fragmented: needs 2 GiB on one host; 4 GiB is free on 4 hosts together, at most 1 GiB on any one of them (rule R-1; seen: DOC).",
    );
    expect(misfitText(MISFITS["over-limit"])).toBe(
      "Virtual CPUs: the partition has 8 virtual CPUs, the most allowed is 4 virtual CPUs (rule R-1; seen: DOC).",
    );
    expect(misfitText(MISFITS["below-minimum"])).toBe(
      "Memory: the host has 512 MiB, the least allowed is 1 GiB (rule R-1; seen: DOC).",
    );
    expect(misfitText(MISFITS["off-grid"])).toContain("3 virtual CPUs cannot be given, only 1, 2 and 4");
    expect(misfitText(MISFITS["moves-as-one"])).toContain("needs 3 whole, there are 2");
    expect(misfitText(MISFITS["not-supported"])).toContain("windows 2003 (x86-32) needs vt-x or amd-v");
    expect(misfitText(MISFITS["breaks-rule"])).toContain("must not share a host with db1 and db2");
  });

  it.each(Object.values(MISFITS).map((misfit) => [misfit.code, misfit] as const))(
    "of kind %s ends with its rule and source, and the bare claim has neither",
    (_, misfit) => {
      expect(misfitText(misfit)).toMatch(/\(rule R-1; seen: DOC\)\.$/);
      expect(misfitClaim(misfit)).not.toContain("R-1");
      expect(reasonText(misfit)).toContain("R-1");
    },
  );

  it("never writes two different amounts alike", () => {
    const close: Misfit = { ...MISFITS["over-capacity"], needs: 16_394, has: 16_384 };
    // 10 MiB of 16 GiB is 0.01 GiB
    expect(misfitText(close)).toContain("needs 16.01 GiB, there is room for 16 GiB");
  });

  it("shows a rule kind nobody listed as it stands", () => {
    expect(misfitText({ ...MISFITS["breaks-rule"], kind: "beside" })).toContain("beside with db1 and db2");
  });
});

describe("the nearest miss", () => {
  it("says how much more is needed", () => {
    // 19,558.4 − 16,384 = 3174.4 MiB = 3.1 GiB
    expect(missText(MISFITS["over-capacity"])).toBe("needs 3.1 GiB more memory");
    expect(missText(MISFITS.fragmented)).toBe("needs 1 GiB more memory in one piece");
    expect(reasonText(MISFITS.fragmented)).toBe("memory is fragmented (R-1)");
    expect(missText({ ...MISFITS["over-capacity"], resource: "cpuCores", needs: 14.25, has: 12.75 })).toBe(
      "needs 1.5 more cores of CPU",
    );
    expect(missText({ ...MISFITS["over-capacity"], resource: "hosts", needs: 7, has: 6 })).toBe("needs 1 more host");
    expect(missText(MISFITS["moves-as-one"])).toBe("needs 1 more cpu board");
  });

  it("says how far beyond a limit the workload is, and whose limit it is", () => {
    expect(missText(MISFITS["over-limit"])).toBe("is 4 virtual CPUs above the limit of 4 virtual CPUs");
    expect(missText(MISFITS["below-minimum"])).toBe("finds the host 512 MiB below the minimum of 1 GiB");
  });

  it("names what a refusal in kind would take", () => {
    expect(missText(MISFITS["not-supported"])).toBe(
      "cannot run there: the guest operating system is not supported (it takes vt-x or amd-v)",
    );
    expect(missText(MISFITS["breaks-rule"])).toBe("is kept out by placement rule R-1 (apart)");
  });
});

describe("the bound", () => {
  const week: Slots = { model: "week", count: 168, minutes: 60 };
  const bound = (more: Partial<Bound>): Bound => ({ hosts: 12, kind: "continuous", ...more });

  it("names the resource and the moment that prove it", () => {
    expect(boundText(bound({ resource: "cpuCores", slot: 14 }), week)).toBe(
      "No plan can use fewer than 12 hosts: CPU at Mon 14:00 fills them.",
    );
    expect(boundText(bound({ resource: "memoryMiB" }), week)).toBe(
      "No plan can use fewer than 12 hosts: memory fills them.",
    );
  });

  it("names a rule, or items too large for one another", () => {
    expect(boundText(bound({ kind: "apart-rule", rule: "dbs" }), week)).toContain("rule dbs keeps");
    const parts = [
      { hosts: 20, kind: "continuous" as const, resource: "memoryMiB", targets: ["a@x"] },
      { hosts: 1, kind: "none" as const, targets: ["b@y"] },
    ];
    expect(boundText(bound({ kind: "separate", hosts: 21, parts }), week)).toBe(
      "No plan can use fewer than 21 hosts: 20 of a@x (memory fills them) and 1 of b@y, which can share no workload.",
    );
    expect(boundText(bound({ kind: "pairwise", resource: "memoryMiB" }), week)).toContain("too large in memory");
  });

  it("is one host where something runs and nothing more was proved", () => {
    expect(boundText({ hosts: 1, kind: "none" }, week)).toContain("fewer than 1 host:");
    expect(boundText({ hosts: 0, kind: "none" }, week)).toBe("Nothing is placed, so no host is needed.");
  });
});

describe("status and gap", () => {
  it("count what is unplaced among the workloads that were to be placed", () => {
    // 6 hosts × 8 + 5 unplaced = 53; one template is not counted
    const { result } = samplePlan();
    expect(statusText(result)).toEqual({
      word: "Not everything fits",
      sentence: "5 of 53 workloads could not be placed; the others are on 6 hosts and 1 spare.",
    });
  });

  it("say what could be saved at most", () => {
    // 6 hosts against a bound of 5: 1/5 = 20 %
    expect(gapText(samplePlan().result.summary)).toContain("1 host more than the bound (gap 20.0%)");
    const { summary } = samplePlan().result;
    expect(gapText({ ...summary, hostsUsed: 5, gapRatio: 0 })).toBe("The plan uses as few hosts as the bound allows.");
  });

  it("claim optimality only for an optimal plan", () => {
    const { result } = samplePlan({ unplaced: 0 });
    expect(statusText(result).sentence).not.toContain("fewer");
    expect(statusText({ ...result, status: "optimal" }).sentence).toContain("no plan can do with fewer");
  });
});

describe("a caution", () => {
  it("names what is documented where a misfit of the same kind would refuse", () => {
    const record = { scope: "partition", resource: "memoryMiB", value: 18_432, bound: 16_384 } as const;
    const evidence = { rule: "mem.extrapolated", source: { kind: "derived", from: "fit" } } as const;
    expect(cautionText({ code: "over-limit", ...record, ...evidence })).toBe(
      "Memory: the partition has 18 GiB, at most 16 GiB is documented (rule mem.extrapolated; derived: fit).",
    );
  });
});
