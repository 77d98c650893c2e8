/** What there is to say and to ask about uploads on their way. A wish is data, so that another process can carry it out. */
import { z } from "zod";
import type { Body, NewUpload } from "#store";
import type { Problem } from "../problem.ts";

/** How files are to be read; written into the store, so a field is only ever added, and may be left out. */
export const READING_WISH = z.strictObject({ isAnonymous: z.boolean() });

/** How files are to be read. */
export type ReadingWish = z.infer<typeof READING_WISH>;

/** How far an upload is; once it is read it is an inventory in the store and nothing else. */
export type Reading = { readonly state: "reading" } | { readonly state: "failed"; readonly problem: Problem };

/** An upload to be read later. */
export type Accepted = Pick<NewUpload, "id" | "files"> & { readonly wish: ReadingWish };

/** Uploads on their way. */
export interface Readings {
  /**
   * Read in turn, and store what is read, packed.
   * @param id one that is stored already stays as it is
   * @throws Problem queue-full when too many wait already @throws whatever `read` throws
   */
  readonly now: (id: string, read: () => Promise<Body>) => Promise<void>;
  /**
   * Keep files for reading later; when this has resolved they are on disk and can be acknowledged. The same id again is the
   * same upload.
   * @throws Problem queue-full when too much waits already
   */
  readonly accept: (upload: Accepted) => Promise<void>;
  /** How an accepted upload stands; undefined when it is an inventory, or never was. */
  readonly of: (id: string) => Promise<Reading | undefined>;
  /** Wait for an accepted upload to be an inventory; false = not within so many seconds. @throws Problem when it cannot be read */
  readonly within: (id: string, seconds: number) => Promise<boolean>;
  /** Take up nothing more; what is being read is given back to the next server. */
  readonly close: () => Promise<void>;
}
