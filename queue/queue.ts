/**
 * A queue that several processes share: who works on what, and what they say to each other. It carries ids and news only:
 * what a job is and how it ended is in the store, whose condition "has not ended" makes an end count once.
 */
import type { Job } from "#jobs";
import type { Chunks } from "./chunks.ts";

/** A job, or a chunk of one, as it waits in the queue; the id is its own, so sending it twice is sending it once. */
export interface Ticket {
  readonly id: string;
  /** Of a chunk: the job. Whole jobs go first. */
  readonly chunkOf?: string;
}

/** The job that a ticket is about. */
export const jobOf = ({ id, chunkOf }: Ticket): string => chunkOf ?? id;

/** A ticket in the hands of a worker. */
export interface Claim extends Ticket {
  /** Which try this is; the hold of an earlier one is void. */
  readonly attempt: number;
}

/** What the processes on one queue tell each other; it may be lost, so whoever hears it also looks now and then. */
export type News =
  /** Something waits. */
  | { readonly kind: "work" }
  /** How a job stands; without its history where that is too long. */
  | { readonly kind: "job"; readonly job: Job }
  /** A job has changed in a way that is too long to tell. */
  | { readonly kind: "changed"; readonly id: string }
  /** Somebody asked a job for its best so far. */
  | { readonly kind: "finish"; readonly id: string }
  /** News may have been missed. */
  | { readonly kind: "gap" };

/** The queue. Every function rejects when the database does not answer. */
export interface Queue {
  /** Let tickets wait; those that are there already are left alone. Rings for workers. */
  send(tickets: readonly Ticket[]): Promise<void>;
  /** Take at most so many, the oldest first. Nobody else gets them while this process holds on to them. */
  take(most: number): Promise<readonly Claim[]>;
  /** Hold on to what was taken; the ids that are still this process's. Unheard of for 10 s, a claim is void. */
  hold(claims: readonly Claim[]): Promise<ReadonlySet<string>>;
  /** Done with it, for good. */
  drop(claim: Claim): Promise<void>;
  /** Somebody else shall do it, at once. */
  giveBack(claim: Claim): Promise<void>;
  /** Ids of the jobs that wait or are held, whole or in chunks. */
  live(): Promise<ReadonlySet<string>>;
  /** What-ifs that are spread over workers. */
  readonly chunks: Chunks;
  tell(news: Exclude<News, { readonly kind: "gap" }>): Promise<void>;
  /** Hear what others and oneself tell; returns how to stop. */
  hear(listener: (news: News) => void): () => void;
  /** Write down that a job shall answer with its best so far. @throws StoreUnavailable */
  wish(id: string): Promise<void>;
  /** Jobs that shall. */
  wishes(): Promise<ReadonlySet<string>>;
  /** Forget the wishes of jobs that are over. */
  forgetWishes(ids: readonly string[]): Promise<void>;
  /**
   * The product's version whose workers may take jobs: results are to be the same bytes whoever works.
   * @param version the one to set: always, or only where none is set
   */
  version(version: string, set: "always" | "if-none"): Promise<string>;
  /** Idempotent. What is held and not given back is void 10 s later. */
  close(): Promise<void>;
}
