/** A process that puts a job into a shared store as its own, says so, and then waits to be killed. */
import { postgresStore } from "#store";

const [url = "", id = ""] = process.argv.slice(2);
const store = await postgresStore(url);
await store.claimJobs();
const createdAt = "2006-11-01T08:00:00.000Z";
await store.putJob({ id, createdAt, state: "queued", attempts: 0, snapshot: { id }, task: { kind: "plan" } });
process.send?.("put");
setInterval(() => {}, 1000);
