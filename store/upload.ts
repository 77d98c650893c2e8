/**
 * Uploads that were acknowledged and have not become inventories yet: their files, how their caller wants them read, and
 * who reads them now. Whoever reads one has claimed it; an end counts only by its claim, so that of two readers one stores
 * the inventory.
 */
import type { Body } from "./body.ts";

/** A file that came with an upload. */
export interface StoredFile {
  /** Only for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An upload without its files. */
export interface StoredUpload {
  /** That of the inventory it becomes. */
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** How its caller wants it read, any JSON. */
  readonly wish: unknown;
  /** How often somebody began to read it, ≥ 0. */
  readonly attempts: number;
  /** Why it cannot be read, any JSON; its files are forgotten then. */
  readonly problem?: unknown;
}

/** A new upload. */
export type NewUpload = Pick<StoredUpload, "id" | "createdAt" | "wish"> & { readonly files: readonly StoredFile[] };

/** How much may wait in a store, over all who share it. */
export interface UploadBounds {
  readonly uploads: number;
  readonly bytes: number;
}

/** Who would read an upload. */
export interface Claimant {
  /** A name that no other process has or had. */
  readonly by: string;
  /** So long it is the claimant's unless {@link UploadShelf.holdUpload} says otherwise; by the store's clock, ≥ 0. */
  readonly seconds: number;
  /** Nobody else works on this store: what others claimed is free. */
  readonly isAlone: boolean;
}

/** How reading one ended. */
export type UploadEnd = { readonly id: string; readonly by: string } & (
  | { readonly body: Body; readonly storedAt: string }
  | { readonly problem: unknown }
);

/** Uploads that cannot be read and are remembered. */
export const MOST_REFUSED_UPLOADS = 100;

/** The uploads' part of a store. */
export interface UploadShelf {
  /**
   * Keep a new upload; when this has resolved it is on disk.
   * @returns false when it would be more than may wait: then it is not kept
   * @throws IdTaken
   */
  putUpload(upload: NewUpload, most: UploadBounds): Promise<boolean>;
  /** How an upload stands; undefined when it has become an inventory, or never was. */
  getUpload(id: string): Promise<StoredUpload | undefined>;
  /**
   * Claim the upload that waits longest, or this one, and count an attempt; undefined when none is free. Of two claimants
   * one gets it.
   */
  claimUpload(claimant: Claimant, id?: string): Promise<StoredUpload | undefined>;
  /** The files of an upload in the order they came; undefined when they are forgotten. */
  uploadFiles(id: string): Promise<readonly StoredFile[] | undefined>;
  /** Go on holding a claim for so many seconds from now; false when it is lost. */
  holdUpload(id: string, claimant: Claimant): Promise<boolean>;
  /** Give a claim back; the attempt does not count. False when it is lost. */
  releaseUpload(id: string, by: string): Promise<boolean>;
  /**
   * Store the inventory (an inventory that is there under this id stays) and forget the upload, both or neither; or keep
   * the problem and forget the files. False when the claim is lost: then nothing is done.
   */
  endUpload(end: UploadEnd): Promise<boolean>;
  /** Forget an upload, whoever reads it; false when there is none. */
  deleteUpload(id: string): Promise<boolean>;
}
