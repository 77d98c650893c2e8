/** The report's view model. */
import { describe, expect, it } from "vitest";
import { PlanDocument } from "#planner/contract/index.ts";
import { MOST_HOSTS, MOST_PER_REASON, changeText, findingGroups, reportView } from "#planner/report/index.ts";
import { samplePlan } from "../../support/plan-document.ts";

describe("before and after", () => {
  it("show both sides and the change", () => {
    const hosts = reportView(samplePlan()).beforeAfter.rows.find((row) => row.label === "Hosts, spares included");
    // 6 and a spare: 7 / 38 = 0.184: 82 % fewer
    expect(hosts).toMatchObject({ before: "38", after: "7", change: "−82%" });
  });

  it("say what the watts of today leave out", () => {
    expect(reportView(samplePlan()).beforeAfter.notes[0]).toBe(
      "The draw of 2 of 38 hosts of today is not known and is not in the watts.",
    );
  });

  it("show the plan alone when nothing is known of today", () => {
    const { beforeAfter } = reportView(samplePlan({ hasBefore: false }));
    expect(beforeAfter.hasBefore).toBe(false);
    expect(beforeAfter.rows.every((row) => row.before === "" && row.change === "")).toBe(true);
    expect(beforeAfter.notes[0]).toContain("no comparison with today");
  });

  it("write changes with their sign", () => {
    expect(changeText(100, 105)).toBe("+5%");
    expect(changeText(7, 7)).toBe("same");
    expect(changeText(0, 3)).toBe("");
  });
});

describe("the host table", () => {
  it("counts partitions in the vendor's words and claims in units written once", () => {
    const { rows } = reportView(samplePlan()).hosts;
    expect(rows[0]?.partitions).toBe("8 virtual machines");
    expect(rows[5]?.partitions).toBe("8 domains");
    // 8 × 8294 MiB = 64.8 GiB of 120,000 MiB = 117.2 GiB
    expect(rows[0]?.memory).toBe("64.8 of 117.2 GiB");
    expect(rows[0]?.claims).toEqual(["partitions: 8 of 128", "virtual CPUs: 16 of 128"]);
  });

  it("marks spares", () => {
    expect(reportView(samplePlan()).hosts.rows.map((row) => row.isSpare)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it("is cut with a sentence that says how many there are", () => {
    const { hosts } = reportView(samplePlan({ hosts: 210, timeModel: "day" }));
    expect(hosts.rows).toHaveLength(MOST_HOSTS);
    // 210 used and one spare
    expect(hosts.cut).toContain("The first 200 of 211 hosts");
    expect(reportView(samplePlan()).hosts.cut).toBe("");
  });
});

describe("unplaced workloads", () => {
  it("keep all misfits of every target, and the nearest miss", () => {
    const { groups, total } = reportView(samplePlan()).unplaced;
    expect(total).toBe(5);
    const [memory] = groups;
    expect(memory).toMatchObject({ text: "not enough memory (capacity.memoryMiB)", count: "2 workloads", more: "" });
    // 3174.4 / 16,384 = 19.4 %
    expect(memory?.rows[0]?.nearest).toBe(
      "needs 3.1 GiB more memory (19.4% short), nearest target VMware ESX Server 3.0 on HP ProLiant DL585 G1",
    );
    expect(memory?.rows[0]?.targets.map((target) => target.reasons.length)).toEqual([2, 2]);
  });

  it("are told together where every target says the same of them", () => {
    // 300 by four turns: 75 each
    const [first] = reportView(samplePlan({ unplaced: 300, timeModel: "day" })).unplaced.groups;
    expect(first?.count).toBe("75 workloads");
    expect(first?.rows).toHaveLength(1);
    expect(first?.rows[0]?.name).toMatch(/^\S+, \S+ and 73 more$/);
    expect(first?.rows[0]?.names.split(", ")).toHaveLength(74);
    expect(first?.more).toBe("");
  });

  it("are cut per reason, and say how many workloads more there are", () => {
    const document = samplePlan({ unplaced: 300, timeModel: "day" });
    const { result } = document;
    // each misses by another amount: 75 rows of one reason, 50 of them told
    const unplaced = result.unplaced.map((one, i) => {
      const { nearest } = one;
      if (nearest?.misfit.code !== "over-capacity") return one;
      return { ...one, nearest: { ...nearest, misfit: { ...nearest.misfit, needs: nearest.misfit.needs + 1024 * i } } };
    });
    const [first] = reportView({ ...document, result: { ...result, unplaced } }).unplaced.groups;
    expect(first?.rows).toHaveLength(MOST_PER_REASON);
    expect(first?.more).toBe("and 25 more in the CSV");
  });

  it("stand apart from those left out on purpose", () => {
    expect(reportView(samplePlan()).excluded).toEqual([
      { why: "template, kept for the record and never run", count: "1 workload", names: "db-54" },
    ]);
  });
});

describe("time sharing", () => {
  it("sets the hosts each way of counting needs side by side", () => {
    const { timeSharing } = reportView(samplePlan());
    expect(timeSharing).toMatchObject({ hostsByPeaks: "9 hosts", hostsByProfile: "6 hosts" });
    expect(timeSharing.sentence).toBe(
      "Packing every workload at its own peak would take 9 hosts; packing by profile takes 6.",
    );
  });

  it("says how many could not be placed by peaks", () => {
    const document = samplePlan();
    const result = { ...document.result, timeSharing: { ...document.result.timeSharing, unplacedByPeaks: 4 } };
    expect(reportView({ ...document, result }).timeSharing.sentence).toContain("would leave 4 workloads unplaced");
  });
});

describe("sources", () => {
  it("mark what is recalled or assumed, and list the works cited", () => {
    const { facts, assumptions, cited } = reportView(samplePlan()).sources;
    expect(facts.map((fact) => fact.isUnchecked)).toEqual([false, true, true, true]);
    expect(assumptions.every((fact) => fact.isUnchecked)).toBe(true);
    expect(cited.map((work) => work.key)).toEqual(["ESX2-adm"]);
    expect(cited[0]?.title).not.toBe("ESX2-adm");
  });
});

describe("targets", () => {
  it("say what rounding costs and what to be careful about", () => {
    const [esx, xen] = reportView(samplePlan()).targets;
    expect(esx).toMatchObject({ use: "5 hosts and 1 spare", rounded: "" });
    expect(esx?.cautions[0]).toContain("the host has 32 logical CPUs, at most 16 logical CPUs is documented");
    expect(xen?.rounded).toBe(
      "Rounding domains up to what can be given takes 1.5 GiB of memory beyond what was asked.",
    );
  });

  it("that cannot be used say so", () => {
    const document = samplePlan();
    const targets = document.result.targets.map((target) => ({ ...target, hostsUsed: 0, misfits: target.cautions }));
    const views = reportView({ ...document, result: { ...document.result, targets } }).targets;
    expect(views[0]).toMatchObject({ use: "not usable" });
    expect(views[0]?.refusals).toHaveLength(1);
    expect(views[1]?.use).toBe("not used");
  });
});

describe("findings", () => {
  it("are grouped by code, gravest first, in the words handed in", () => {
    const groups = reportView(samplePlan(), { findingText: (finding) => `row ${finding.row ?? 0}` }).findings;
    expect(groups.map((group) => [group.code, group.count, group.sentences])).toEqual([
      ["os-word-size-unknown", "2 times", ["row 7", "row 9"]],
      ["template-kept", "1 time", ["row 60"]],
    ]);
  });

  it("without words of their own name place and value", () => {
    expect(reportView(samplePlan()).findings[0]?.sentences[0]).toBe(
      'web-01: estate.xlsx, tab vInfo, row 7, column OS: "Linux"',
    );
  });

  it("beyond the first few are counted", () => {
    const many = Array.from({ length: 9 }, () => ({ code: "c", severity: "info" as const, file: "f" }));
    expect(findingGroups(many, { findingText: () => "x", findingTitle: (code) => `about ${code}` })[0]).toMatchObject({
      title: "about c",
      sentences: ["x", "x", "x", "x", "x"],
      more: "and 4 more",
    });
  });
});

describe("the sample plan", () => {
  it("is a document the contract accepts", () => {
    expect(PlanDocument.safeParse(samplePlan({ timeModel: "day" })).success).toBe(true);
  });
});
