/**
 * A job's life as server-sent events: the present state at once, every change after it, a comment as heartbeat, and the
 * end of the stream with the end of the job or of the server. Each event's id is the job's sequence, so a reader that comes back after
 * the end is told to stay away (204).
 */
import type { Request, Response } from "express";
import { type Job, type Runner, isFinished } from "#jobs/running/index.ts";

/** Below the idle limit of common proxies (30 s and up). */
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2000;

const eventText = (job: Job, body: unknown) => `id: ${job.sequence}\nevent: job\ndata: ${JSON.stringify(body)}\n\n`;

interface Reader {
  readonly request: Request;
  readonly response: Response;
}

/** Stream `job` to one reader; `bodyOf` says what an event carries. */
export function streamJob(jobs: Runner, job: Job, bodyOf: (job: Job) => unknown, { request, response }: Reader): void {
  if (isFinished(job) && request.get("Last-Event-ID") === String(job.sequence)) {
    response.status(204).end();
    return;
  }
  response.status(200).set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  response.write(`retry: ${RETRY_MS}\n\n`);
  response.write(eventText(job, bodyOf(job)));
  if (isFinished(job)) {
    response.end();
    return;
  }
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  const leave = jobs.watch(job.id, (later) => {
    response.write(eventText(later, bodyOf(later)));
    if (isFinished(later) || jobs.isClosed()) response.end();
  });
  response.on("close", () => {
    clearInterval(heartbeat);
    leave();
  });
}
