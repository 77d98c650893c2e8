/** A team member that throws on its first task: its thread ends without an answer. */
import { parentPort } from "node:worker_threads";

parentPort?.on("message", () => {
  throw new Error("out of order");
});
