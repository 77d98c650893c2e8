/** Rules and statements of virtual partitions that hold for every stream alike; figures stand in each stream's table. */
import { derived, recalled, seen } from "../fact.ts";
import type { RuleStatement, Statement } from "../partitioning/index.ts";

const refuse = (id: string, text: string, source: RuleStatement["source"]): RuleStatement => ({
  id,
  severity: "refuse",
  text,
  source,
});

export const VPAR_RULES: readonly RuleStatement[] = [
  refuse("VPAR-1", "a part of a CPU, or more CPUs together than the nPartition has", seen("VP-60-12, SPG-456")),
  refuse("VPAR-2", "more than eight virtual partitions on one server or nPartition", seen("VP-A0502-252")),
  refuse(
    "VPAR-5",
    "an adapter (LBA) given twice, or a partition without one to boot from",
    seen("VPRES-11v1, SPG-456"),
  ),
  refuse("VPAR-7", "on PA-RISC, more partitions than find a granule below 2 GB", seen("VP-A0502-252, VP-A0508-237")),
  refuse(
    "VPAR-8",
    "virtual partitions within anything but a server or nPartition, or beside an Integrity VM host",
    recalled("sure"),
  ),
  refuse(
    "mig.none",
    "live migration of a virtual partition",
    derived("a virtual partition owns hardware that stays where it is"),
  ),
  refuse("machine.model", "a server that this stream does not run on", recalled("fairly")),
  {
    id: "cell.loss",
    severity: "warn",
    text: "more CPUs bound by minimum than are left when a cell fails",
    source: seen("VP-A0509-42"),
  },
];

export const VPAR_AVAILABILITY: readonly Statement[] = [
  {
    id: "iso",
    text: "a panic or reboot stays within its partition; a monitor panic or a fault of shared hardware takes all",
    source: seen("VP-A0201-19"),
  },
  {
    id: "npar",
    text: "eight in each nPartition: a complex cut into several carries more than this model of one nPartition says",
    source: seen("VP-A0502-252"),
  },
  { id: "console", text: "the console is virtual and owned by one partition", source: recalled("fairly") },
];
