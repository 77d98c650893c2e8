/** Rules and statements of nPartitions that hold for every cell chipset alike; figures stand in each generation's table. */
import { derived, recalled, seen } from "../fact.ts";
import type { RuleStatement, Statement } from "../partitioning/index.ts";

const refuse = (id: string, text: string, source: RuleStatement["source"]): RuleStatement => ({
  id,
  severity: "refuse",
  text,
  source,
});
const warn = (id: string, text: string, source: RuleStatement["source"]): RuleStatement => ({
  id,
  severity: "warn",
  text,
  source,
});

export const NPAR_RULES: readonly RuleStatement[] = [
  refuse(
    "NPAR-1",
    "an nPartition without a cell or without an I/O chassis with core I/O",
    seen("SPG01-50, PARCREATE-MAN"),
  ),
  refuse("NPAR-2", "a cell in two nPartitions, or an I/O chassis apart from the cell it hangs on", seen("WNG-11")),
  refuse(
    "NPAR-3",
    "a part of a cell, or CPUs without their memory; wishes are rounded up to whole cells and the waste is told",
    seen("WNG-11"),
  ),
  refuse("NPAR-4", "cells of different processors, clock or firmware in one nPartition", seen("SPG01-50")),
  refuse(
    "NPAR-5",
    "more nPartitions than the model allows or has core I/O for, and models that cannot be cut",
    recalled("sure"),
  ),
  refuse(
    "NPAR-6",
    "a system for other processors: HP-UX on PA-RISC; HP-UX, Linux, Windows and later OpenVMS on Itanium",
    recalled("fairly"),
  ),
  refuse("NPAR-8", "cells without a working rank or echelon 0 of memory", seen("DOCSHP-ch03s03")),
  warn(
    "NPAR-9",
    "a number of cells that is no power of two, or a small nPartition across quads of cells",
    seen("SPG01-50, SPG01-54"),
  ),
  warn("NPAR-10", "a single core-capable cell, with both boot paths on it", seen("SPG01-50, SPG-111")),
  refuse("os.release", "HP-UX before the first release that boots on these processors", recalled("fairly")),
  refuse(
    "mig.none",
    "live migration of an nPartition",
    derived("an nPartition is hardware: cells move, running systems do not"),
  ),
  refuse("machine.model", "a model of another chipset", recalled("fairly")),
  refuse("machine.boards", "more cells or I/O chassis than the model takes", recalled("fairly")),
  refuse("expansion.model", "an expansion unit on a model that takes none", recalled("fairly")),
  refuse("cell.keys", "a list of keys that is not one per cell", seen("SPG01-50")),
  warn("expansion.draw", "the expansion unit's draw is not in the host type", seen("SEU-30")),
];

export const NPAR_OPERATIONS: readonly Statement[] = [
  {
    id: "op.profile",
    text: "cells join and leave by a changed profile and a reboot for reconfiguration of the nPartitions concerned",
    source: recalled("sure"),
  },
  {
    id: "op.numbers",
    text: "nPartitions take the lowest free number from 0; free cells wait on a list",
    source: seen("NAG-24, SPG01-37"),
  },
];

export const NPAR_AVAILABILITY: readonly Statement[] = [
  { id: "iso", text: "a failing cell hits only the nPartition that owns it", source: seen("WIKI-NPAR") },
  {
    id: "shared",
    text: "cabinet power, clocks, backplane and management processor are common",
    source: recalled("fairly"),
  },
  {
    id: "nest",
    text: "an nPartition may hold vPars or an Integrity VM host; neither crosses its border",
    source: seen("VP-A0201-19"),
  },
];
