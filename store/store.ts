/**
 * What the product remembers between requests: inventories, plans, simulations, jobs, uploads that wait to be read. Ids and
 * times are made by the caller; everything stored but jobs and uploads is immutable. Asynchronous, so that a store behind a
 * network can stand in.
 */
import type {
  Inventory,
  PlanDocument,
  PlanGist,
  SimulationDocument,
  SimulationGist,
  WhatIfBody,
  WhatIfGist,
} from "#planner/contract/index.ts";
import type { Body } from "./body.ts";
import type { UploadShelf } from "./upload.ts";

/** Something with its id and the time it was made. */
interface Stored {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

/** An inventory with its id and the time it came. */
export interface StoredInventory extends Stored {
  readonly inventory: Inventory;
}

/** An inventory that was packed elsewhere. */
export interface PackedInventory extends Stored {
  readonly body: Body;
}

/** Something too large to be unpacked where it was asked for. */
export interface Sealed extends Stored {
  readonly kind: "inventory" | "plan" | "simulation" | "what_if";
  /** Names this version of this thing for ever. */
  readonly key: string;
  /** Length of its body. */
  readonly bytes: number;
  /** Undefined when it was deleted meanwhile. */
  readonly body: () => Promise<Body | undefined>;
}

/** A plan document with its id and the time it was made. */
export interface StoredPlan extends Stored {
  readonly document: PlanDocument;
}

/** A simulation document with its id and the time it was made. */
export interface StoredSimulation extends Stored {
  readonly document: SimulationDocument;
}

/** A what-if document with its id and the time it was made; what is not in its gist is the caller's own. */
export interface StoredWhatIf extends Stored {
  readonly document: WhatIfBody;
}

/** What lists show of a document of each kind. */
export interface Gists {
  readonly plan: PlanGist;
  readonly simulation: SimulationGist;
  readonly "what-if": WhatIfGist;
}

/** A document in writing, with its id and the time it was made. */
export interface Written<G> extends Stored {
  readonly gist: G;
  /** Its JSON in UTF-8. */
  readonly json: Uint8Array;
}

/** A written document of any kind. */
export type WrittenDocument = { readonly [K in keyof Gists]: Written<Gists[K]> & { readonly kind: K } }[keyof Gists];

/** A right to read one thing without being known. The id is a digest of the secret in its address, never the secret. */
export interface StoredShare extends Stored {
  /** RFC 3339, UTC; who asks decides whether it has passed. */
  readonly expiresAt: string;
  /** What may be read, as the caller names it. */
  readonly subject: string;
  /** Who made it, as the caller names people; absent where nobody has a name. */
  readonly madeBy?: string;
}

/** A request under a name of its caller's own, so that it is carried out once. */
export interface StoredOnce extends Stored {
  /** Digest of what was asked: the same name for another question is a mistake. */
  readonly fingerprint: string;
  /** Any JSON; absent while the request is being answered. */
  readonly answer?: unknown;
}

/** A plan as lists show it. */
export type PlanListing = Stored & PlanGist;

/** A simulation as lists show it. */
export type SimulationListing = Stored & SimulationGist;

/** A what-if as lists show it. */
export type WhatIfListing = Stored & WhatIfGist;

/** Which part of a list. */
export interface PageAsked {
  /** ≥ 1. */
  readonly limit: number;
  /** `next` of the page before; left out = from the newest. */
  readonly cursor?: string;
}

/** One page of the list of plans. */
export interface PlanPage {
  /** Newest first. */
  readonly plans: readonly PlanListing[];
  /** Hand it back for the next page; absent on the last one. */
  readonly next?: string;
}

/** One page of the list of simulations. */
export interface SimulationPage {
  /** Newest first. */
  readonly simulations: readonly SimulationListing[];
  /** Hand it back for the next page; absent on the last one. */
  readonly next?: string;
}

/** One page of the list of what-ifs. */
export interface WhatIfPage {
  /** Newest first. */
  readonly whatIfs: readonly WhatIfListing[];
  /** Hand it back for the next page; absent on the last one. */
  readonly next?: string;
}

/** A cursor that no listing gave out. */
export class BadCursor extends Error {
  override readonly name = "BadCursor";
  constructor(cursor: string) {
    super(`cursor "${cursor}" was not made by this list`);
  }
}

/** The id is taken: stored things never change. */
export class IdTaken extends Error {
  override readonly name = "IdTaken";
  constructor(id: string) {
    super(`id "${id}" is stored already`);
  }
}

/** The store cannot answer now, though it may soon: HTTP 503 with Retry-After. Whether a write was done is not known. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
  /** Seconds after which trying again makes sense: a database server restarts in a few. */
  readonly retryAfterSeconds = 5;
  constructor(why: string, options?: ErrorOptions) {
    super(`the store does not answer: ${why}`, options);
  }
}

/** The states of a stored job; the last three are final. */
export type StoredJobState = "queued" | "running" | "succeeded" | "failed" | "cancelled";

/** A job: what is asked, and how far it is. What is in snapshot and task is the caller's own. */
export interface StoredJob extends Stored {
  readonly state: StoredJobState;
  /** How often it began to run, ≥ 0. */
  readonly attempts: number;
  /** Any JSON. */
  readonly snapshot: unknown;
  /** JSON in UTF-8, which may be long; dropped when the job ends. */
  readonly task?: Uint8Array;
}

/** The present state of a job that has not ended. */
export interface JobNote {
  readonly id: string;
  readonly state: "queued" | "running";
  readonly attempts: number;
  readonly snapshot: unknown;
}

/** The end of a job, with what it made. */
export interface JobEnd {
  readonly id: string;
  readonly state: "succeeded" | "failed" | "cancelled";
  readonly snapshot: unknown;
  readonly made?: WrittenDocument;
}

/** The store; one conformance suite holds every kind of it (test/unit/store/conformance.ts). */
export interface Store extends UploadShelf {
  /** @throws IdTaken */
  putInventory(entry: StoredInventory): Promise<void>;
  /** One that was packed elsewhere, as {@link pack} does it. @throws IdTaken */
  putInventoryBody(entry: PackedInventory): Promise<void>;
  getInventory(id: string): Promise<StoredInventory | undefined>;
  /** Sealed where its body is longer than `mostBytes`. */
  openInventory(id: string, mostBytes: number): Promise<StoredInventory | Sealed | undefined>;
  /** True when something was deleted. */
  deleteInventory(id: string): Promise<boolean>;
  /** @throws IdTaken */
  putPlan(entry: StoredPlan): Promise<void>;
  getPlan(id: string): Promise<StoredPlan | undefined>;
  /** Sealed where its body is longer than `mostBytes`. */
  openPlan(id: string, mostBytes: number): Promise<StoredPlan | Sealed | undefined>;
  /** Newest first, in the order of storing. @throws BadCursor */
  listPlans(page: PageAsked): Promise<PlanPage>;
  deletePlan(id: string): Promise<boolean>;
  /** @throws IdTaken */
  putSimulation(entry: StoredSimulation): Promise<void>;
  getSimulation(id: string): Promise<StoredSimulation | undefined>;
  /** Newest first, in the order of storing. @throws BadCursor */
  listSimulations(page: PageAsked): Promise<SimulationPage>;
  deleteSimulation(id: string): Promise<boolean>;
  /** @throws IdTaken */
  putWhatIf(entry: StoredWhatIf): Promise<void>;
  getWhatIf(id: string): Promise<StoredWhatIf | undefined>;
  /** Newest first, in the order of storing. @throws BadCursor */
  listWhatIfs(page: PageAsked): Promise<WhatIfPage>;
  deleteWhatIf(id: string): Promise<boolean>;
  /** @throws IdTaken */
  putShare(share: StoredShare): Promise<void>;
  getShare(id: string): Promise<StoredShare | undefined>;
  /** All shares of a subject, the newest first. */
  listShares(subject: string): Promise<readonly StoredShare[]>;
  deleteShare(id: string): Promise<boolean>;
  /** Forget all shares whose life ended by this time (RFC 3339, UTC); how many. */
  forgetShares(until: string): Promise<number>;
  /** Take a name for a request: undefined when it was free, else what it stands for. Of two callers at once one gets it. */
  claimOnce(entry: Omit<StoredOnce, "answer">): Promise<StoredOnce | undefined>;
  /** Keep the answer under a name that was taken; false when the name is not taken or has its answer. */
  settleOnce(id: string, answer: unknown): Promise<boolean>;
  /** Give a name back that has no answer. */
  releaseOnce(id: string): Promise<boolean>;
  /** Forget all names taken before this time (RFC 3339, UTC); how many. */
  forgetOnce(before: string): Promise<number>;
  /** A new job. @throws IdTaken */
  putJob(job: StoredJob): Promise<void>;
  /** Replace state, attempts and snapshot of a job that has not ended; false when there is none. */
  noteJob(note: JobNote): Promise<boolean>;
  /** End a job and store what it made, both or neither; false when it had ended before, or is unknown. @throws IdTaken */
  endJob(end: JobEnd): Promise<boolean>;
  getJob(id: string): Promise<StoredJob | undefined>;
  /** All that have not ended and the last 200 that have, in the order they came. */
  listJobs(): Promise<readonly StoredJob[]>;
  /** The same without their tasks, which are large: cheap enough to ask every few seconds. */
  listJobStates(): Promise<readonly Omit<StoredJob, "task">[]>;
  /** Resolves when the store answers. @throws Error when it does not */
  ping(): Promise<void>;
  close(): Promise<void>;
}
