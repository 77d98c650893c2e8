/** The queue on PostgreSQL, its libraries loaded when one is opened: the embedded product need not spend them. */
import type { QueueOptions } from "./postgres/open.ts";
import type { Queue } from "./queue.ts";

/** See the function of this name in queue/postgres/open.ts, which this calls. */
export async function openQueue(address: string, options: QueueOptions = {}): Promise<Queue> {
  const room = await import("./postgres/open.ts");
  return await room.openQueue(address, options);
}
