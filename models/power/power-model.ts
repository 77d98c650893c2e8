/** The shape of an entry in the table of POWER servers. */
import type { Fact } from "../fact.ts";

/** Processor generation by its number. */
export type PowerGeneration = 4 | 5 | 10 | 11;

export interface PowerModel {
  /** Host type id; ids that add a size to it ("-8w") are the same model. */
  readonly model: string;
  readonly title: string;
  readonly generation: PowerGeneration;
  /** Most the model takes. */
  readonly cores: Fact<number>;
  readonly memory: Fact<number>;
  readonly ioSlots?: Fact<number>;
  /** Where the model allows fewer partitions than the generation. */
  readonly maxPartitions?: Fact<number>;
  readonly rPerf?: Fact<number>;
  readonly cpw?: Fact<number>;
  readonly noIbmI?: Fact<boolean>;
}
