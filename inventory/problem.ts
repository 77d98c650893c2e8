/** Problems that make a whole file unusable, in one form: the file as given, a stable code, one sentence. */
import { InvalidInput } from "#planner/contract/index.ts";

export type FileProblem =
  | "wrong-file-type"
  | "too-large"
  | "too-many"
  | "damaged-file"
  | "missing-tab"
  | "missing-column"
  | "no-workloads"
  | "not-readable"
  | "duplicate-id"
  | "unknown-id";

/** One problem with one file, as the error doors know. */
export const unusable = (file: string, code: FileProblem, detail: string): InvalidInput =>
  new InvalidInput([{ pointer: file, code, detail }]);

/** The message of anything thrown, without a stack. */
export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
