/**
 * News over LISTEN and NOTIFY: one connection that listens and is made again when it breaks, told as a gap then, for what
 * was said meanwhile is lost.
 */
import { Client, type Pool } from "pg";
import type { Job } from "#jobs";
import type { News } from "../queue.ts";

const CHANNEL = "hostwright_news";
/** PostgreSQL takes payloads below 8,000 bytes. */
const MOST_BYTES = 7900;
const AGAIN_MS = 1000;

/** The part of the queue that carries news. */
export interface Notices {
  readonly tell: (news: News) => Promise<void>;
  readonly hear: (listener: (news: News) => void) => () => void;
  readonly close: () => Promise<void>;
}

const isShort = (text: string) => Buffer.byteLength(text) < MOST_BYTES;

/** News as a payload; of a job that is too long for one, first its history is left out, then all but its id. */
function payloadOf(news: News): string {
  const text = JSON.stringify(news);
  if (news.kind !== "job" || isShort(text)) return text;
  const { history: _, ...job } = news.job;
  const shorter = JSON.stringify({ kind: "job", job } satisfies { kind: "job"; job: Job });
  const isOver = ["succeeded", "failed", "cancelled"].includes(job.state);
  return !isOver && isShort(shorter) ? shorter : JSON.stringify({ kind: "changed", id: job.id } satisfies News);
}

/** What was told; undefined for what is no news of ours. */
function newsOf(payload: string | undefined): News | undefined {
  try {
    const news = JSON.parse(payload ?? "") as unknown;
    return typeof news === "object" && news !== null && "kind" in news ? (news as News) : undefined;
  } catch {
    return undefined;
  }
}

/** Start listening. @throws Error when the first connection cannot be made */
export async function listening(address: string, pool: Pool, onError: (error: Error) => void): Promise<Notices> {
  const listeners = new Set<(news: News) => void>();
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let isClosed = false;
  const spread = (news: News) => {
    const told = [...listeners];
    for (const listener of told) listener(news);
  };

  const connect = async () => {
    const fresh = new Client({ connectionString: address, application_name: "hostwright news", keepAlive: true });
    const lost = (error?: Error) => {
      if (client === fresh) client = undefined;
      if (isClosed || again !== undefined) return;
      if (error !== undefined) onError(error);
      again = setTimeout(reconnect, AGAIN_MS);
      again.unref();
    };
    fresh.on("error", lost);
    fresh.on("notification", ({ payload }) => {
      const news = newsOf(payload);
      if (news !== undefined) spread(news);
    });
    await fresh.connect();
    await fresh.query(`listen ${CHANNEL}`);
    fresh.on("end", () => lost());
    client = fresh;
  };

  const reconnect = () => {
    again = undefined;
    connect().then(
      () => (isClosed ? void client?.end() : spread({ kind: "gap" })),
      (error: Error) => {
        onError(error);
        if (isClosed || again !== undefined) return;
        again = setTimeout(reconnect, AGAIN_MS);
        again.unref();
      },
    );
  };

  await connect();
  return {
    tell: async (news) => void (await pool.query("select pg_notify($1, $2)", [CHANNEL, payloadOf(news)])),
    hear: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      isClosed = true;
      clearTimeout(again);
      await client?.end();
    },
  };
}
