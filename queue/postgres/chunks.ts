/** Chunks of what-ifs in two tables of the queue's own. Rows are JSON as text: what comes back is what went in. */
import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Chunk, Chunks, SpreadProgress, Spreading } from "../chunks.ts";

/** Tables of spread what-ifs; a chunk goes with its job. */
export const CHUNK_TABLES: readonly string[] = [
  `create table if not exists hostwright_queue.spread (
     job_id text primary key,
     count integer not null,
     sequence bigint not null,
     started_at timestamptz not null,
     deadline timestamptz
   )`,
  `create table if not exists hostwright_queue.chunk (
     id uuid primary key,
     job_id text not null references hostwright_queue.spread on delete cascade,
     first integer not null,
     past integer not null,
     attempts integer not null,
     state text not null,
     done integer not null,
     rows text,
     unique (job_id, first)
   )`,
];

interface ChunkRow {
  readonly id: string;
  readonly job_id: string;
  readonly first: number;
  readonly past: number;
  readonly attempts: number;
  readonly state: Chunk["state"];
  readonly count: number;
  readonly seconds_left: number | null;
}

const FIND = `
  select c.id, c.job_id, c.first, c.past, c.attempts, c.state, s.count,
    extract(epoch from s.deadline - clock_timestamp())::float8 as seconds_left
  from hostwright_queue.chunk c join hostwright_queue.spread s using (job_id) where c.id = $1`;

const PROGRESS = `
  select sum(c.done)::integer as done, s.count, s.sequence::float8 as sequence,
    extract(epoch from clock_timestamp() - s.started_at)::float8 as elapsed
  from hostwright_queue.spread s join hostwright_queue.chunk c using (job_id) where s.job_id = $1 group by s.job_id`;

const LAY = `
  insert into hostwright_queue.spread (job_id, count, sequence, started_at, deadline)
  values ($1, $2, $3, clock_timestamp() - make_interval(secs => $4), clock_timestamp() + make_interval(secs => $5::float8))
  on conflict do nothing`;

const PUT_DONE = `
  insert into hostwright_queue.chunk (id, job_id, first, past, attempts, state, done, rows)
  values ($1, $2, 0, $3::integer, 1, 'done', $3::integer, $4)`;

const PUT = `
  insert into hostwright_queue.chunk (id, job_id, first, past, attempts, state, done, rows)
  select id, $1, first, past, 0, 'waiting', 0, null
  from unnest($2::uuid[], $3::integer[], $4::integer[]) as one (id, first, past)`;

/** Where the ranges of `size` rows begin, from `from` on. */
function starts(from: number, count: number, size: number): readonly number[] {
  return Array.from({ length: Math.ceil((count - from) / size) }, (_, i) => from + i * size);
}

async function put(client: PoolClient, { jobId, count, rows, size }: Spreading): Promise<void> {
  if (rows.length > 0) await client.query(PUT_DONE, [randomUUID(), jobId, rows.length, JSON.stringify(rows)]);
  const firsts = starts(rows.length, count, size);
  const pasts = firsts.map((first) => Math.min(first + size, count));
  await client.query(PUT, [jobId, firsts.map(() => randomUUID()), firsts, pasts]);
}

async function progressOf(pool: Pool, jobId: string): Promise<SpreadProgress | undefined> {
  const { rows } = await pool.query<{ done: number; count: number; sequence: number; elapsed: number }>(PROGRESS, [
    jobId,
  ]);
  const [row] = rows;
  return row && { done: row.done, count: row.count, sequence: row.sequence, elapsedSeconds: row.elapsed };
}

/** The chunks on this database. */
export function chunksIn(pool: Pool): Chunks {
  return {
    lay: async (spreading) => {
      const { jobId, count, sequence, elapsedSeconds, secondsLeft = null } = spreading;
      const client = await pool.connect();
      try {
        await client.query("begin");
        const { rowCount } = await client.query(LAY, [jobId, count, sequence, elapsedSeconds, secondsLeft]);
        if (rowCount === 1) await put(client, spreading);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback").catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    unfinished: async (jobId) => {
      const text = "select id, state from hostwright_queue.chunk where job_id = $1 order by first";
      const { rows } = await pool.query<{ id: string; state: Chunk["state"] }>(text, [jobId]);
      return rows.length === 0 ? undefined : rows.filter(({ state }) => state !== "done").map(({ id }) => id);
    },
    find: async (id) => {
      const [row] = (await pool.query<ChunkRow>(FIND, [id])).rows;
      if (row === undefined) return undefined;
      const { job_id: jobId, seconds_left: secondsLeft, ...rest } = row;
      return { ...rest, jobId, ...(secondsLeft === null ? {} : { secondsLeft }) };
    },
    note: async (id, state, attempts) => {
      const text =
        "update hostwright_queue.chunk set state = $2, attempts = $3, done = 0 where id = $1 and state <> 'done'";
      await pool.query(text, [id, state, attempts]);
    },
    progress: async (id, done) => {
      const text = "update hostwright_queue.chunk set done = $2 where id = $1 and state <> 'done' returning job_id";
      const { rows } = await pool.query<{ job_id: string }>(text, [id, done]);
      return rows[0] && (await progressOf(pool, rows[0].job_id));
    },
    settle: async (id, rows) => {
      const text = `update hostwright_queue.chunk set state = 'done', done = $2, rows = $3
        where id = $1 and state <> 'done' returning job_id`;
      const kept = await pool.query<{ job_id: string }>(text, [id, rows.length, JSON.stringify(rows)]);
      return kept.rows[0] && (await progressOf(pool, kept.rows[0].job_id));
    },
    gathered: async (jobId) => {
      const text = "select rows from hostwright_queue.chunk where job_id = $1 and state = 'done' order by first";
      const { rows } = await pool.query<{ rows: string }>(text, [jobId]);
      const progress = await progressOf(pool, jobId);
      return progress && { rows: rows.flatMap((one) => JSON.parse(one.rows) as unknown[]), progress };
    },
    forget: async (jobIds) => {
      if (jobIds.length > 0) await pool.query("delete from hostwright_queue.spread where job_id = any($1)", [jobIds]);
    },
    jobs: async () =>
      (await pool.query<{ job_id: string }>("select job_id from hostwright_queue.spread")).rows.map(
        (row) => row.job_id,
      ),
  };
}
