/**
 * IBM's mainframes as PR/SM can cut them: partitions, processing units, memory and channel subsystems by model. The id is
 * that of data/hosts. A machine that is not listed (a user's own host type) is judged by its generation's largest model.
 */
import { type Source, derived, recalled, seen } from "../fact.ts";

export type MainframeFamily = "z990" | "z9-ec" | "z9-bc" | "z16" | "z17";

export interface MainframeModel {
  readonly id: string;
  readonly family: MainframeFamily;
  /** Logical partitions that may be active. */
  readonly lps: number;
  readonly lpsSource: Source;
  /** Processing units a customer may use. */
  readonly pus: number;
  readonly pusSource: Source;
  readonly memoryGiB: number;
  readonly memorySource: Source;
  /** Logical channel subsystems. */
  readonly lcss: number;
}

const Z990 = {
  family: "z990",
  lps: 30,
  lpsSource: seen("Z5"),
  pusSource: seen("Z5"),
  memoryGiB: 256,
  memorySource: recalled("fairly"),
  lcss: 4,
} as const;
const Z9_EC = {
  family: "z9-ec",
  lps: 60,
  lpsSource: seen("Z1"),
  pusSource: recalled("fairly"),
  memorySource: seen("Z7"),
  lcss: 4,
} as const;
const Z9_BC = {
  family: "z9-bc",
  lpsSource: seen("Z1"),
  pus: 7,
  pusSource: recalled("fairly"),
  memoryGiB: 64,
  memorySource: seen("Z8"),
} as const;

const MODELS: readonly MainframeModel[] = [
  {
    id: "z890-a04",
    family: "z990",
    lps: 30,
    lpsSource: recalled("sure"),
    pus: 4,
    pusSource: recalled("sure"),
    memoryGiB: 32,
    memorySource: recalled("sure"),
    lcss: 2,
  },
  { ...Z990, id: "z990-a08", pus: 8 },
  { ...Z990, id: "z990-b16", pus: 16 },
  { ...Z990, id: "z990-c24", pus: 24 },
  { ...Z990, id: "z990-d32", pus: 32 },
  { ...Z9_EC, id: "z9-ec-s08", pus: 8, memoryGiB: 128 },
  { ...Z9_EC, id: "z9-ec-s18", pus: 18, memoryGiB: 256 },
  { ...Z9_EC, id: "z9-ec-s28", pus: 28, memoryGiB: 384 },
  { ...Z9_EC, id: "z9-ec-s38", pus: 38, memoryGiB: 512 },
  { ...Z9_EC, id: "z9-ec-s54", pus: 54, memoryGiB: 512 },
  { ...Z9_BC, id: "z9-bc-r07", lps: 15, lcss: 1 },
  { ...Z9_BC, id: "z9-bc-s07", lps: 30, lcss: 2 },
  {
    id: "z16-a01",
    family: "z16",
    lps: 85,
    lpsSource: recalled("sure"),
    pus: 200,
    pusSource: seen("Z9"),
    memoryGiB: 40_960,
    memorySource: seen("Z9"),
    lcss: 6,
  },
  {
    id: "z16-a02",
    family: "z16",
    lps: 40,
    lpsSource: recalled("fairly"),
    pus: 68,
    pusSource: recalled("fairly"),
    memoryGiB: 16_384,
    memorySource: seen("Z31"),
    lcss: 3,
  },
  {
    id: "z17-me1",
    family: "z17",
    lps: 85,
    lpsSource: seen("Z25"),
    pus: 208,
    pusSource: seen("Z25, Z26, Z30"),
    memoryGiB: 65_536,
    memorySource: seen("Z21"),
    lcss: 6,
  },
  {
    id: "z17-me2",
    family: "z17",
    lps: 40,
    lpsSource: seen("Z25"),
    pus: 82,
    pusSource: seen("Z25"),
    memoryGiB: 65_536,
    memorySource: derived("the bound of the larger sister: none was read for the 9176"),
    lcss: 3,
  },
];

/** The model with this id, or undefined for a machine that is not a listed mainframe. */
export const mainframe = (id: string): MainframeModel | undefined => MODELS.find((model) => model.id === id);

/** Ids of one family's models, smallest first. */
export const modelsOf = (family: MainframeFamily): readonly string[] =>
  MODELS.filter((model) => model.family === family).map((model) => model.id);
