/**
 * The tables as Kysely knows them; migrations.ts makes them. Times are the caller's texts and JSON is text, so that what
 * comes back is what was put, byte for byte: `jsonb` sorts keys and refuses a NUL. A large body is gzipped beside.
 */
import type { GeneratedAlways, Kysely } from "kysely";

/** A JSON value in two columns, one of them null: small ones as text, large ones gzipped. */
export interface BodyColumns {
  readonly body: string | null;
  readonly body_gzip: Uint8Array | null;
}

/** The order of storing; int8, which comes as text. */
interface Numbered {
  readonly number: GeneratedAlways<string>;
}

interface Named {
  readonly id: string;
  readonly created_at: string;
}

/** Plans, simulations and what-ifs: the same columns. */
export interface DocumentTable extends Numbered, Named, BodyColumns {
  /** JSON. */
  readonly listing: string;
}

/** Jobs; body is what is asked, null in both once the job has ended. */
export interface JobTable extends Numbered, Named, BodyColumns {
  readonly state: string;
  readonly attempts: number;
  /** JSON. */
  readonly snapshot: string;
}

/** Shares. */
export interface ShareTable extends Numbered, Named {
  readonly expires_at: string;
  readonly subject: string;
  readonly made_by: string | null;
}

/** Requests under names of their callers' own. */
export interface OnceTable extends Named {
  readonly fingerprint: string;
  /** JSON; null while the request is being answered. */
  readonly answer: string | null;
}

/** Uploads; their bytes are parts. The claim is by the database's clock, which all its servers share. */
export interface UploadTable extends Numbered, Named {
  /** JSON. */
  readonly wish: string;
  readonly attempts: number;
  /** JSON: names and lengths. */
  readonly files: string;
  /** int8, which comes as text. */
  readonly bytes: string | number;
  readonly claimant: string | null;
  readonly claimed_until: Date | null;
  /** JSON. */
  readonly problem: string | null;
}

/** Bytes of an upload, in order. */
export interface UploadPartTable {
  readonly upload: string;
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** All tables by name. */
export interface Tables {
  readonly inventory: Named & BodyColumns;
  readonly plan: DocumentTable;
  readonly simulation: DocumentTable;
  readonly what_if: DocumentTable;
  readonly job: JobTable;
  readonly share: ShareTable;
  readonly once: OnceTable;
  readonly upload: UploadTable;
  readonly upload_part: UploadPartTable;
}

/** The database, or a transaction on it. */
export type Database = Kysely<Tables>;
