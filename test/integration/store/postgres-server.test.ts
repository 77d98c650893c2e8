import { Client } from "pg";
import { expect, it } from "vitest";
import { hasPostgresPrograms, postgresServer } from "../../support/postgres-server.ts";

it.runIf(hasPostgresPrograms)("starts a PostgreSQL server that keeps its rows over a crash", async () => {
  const server = await postgresServer();
  const query = async (text: string) => {
    const client = new Client({ connectionString: server.urlOf("postgres") });
    await client.connect();
    try {
      return (await client.query<{ n: number }>(text)).rows;
    } finally {
      await client.end();
    }
  };
  await query("create table kept (n integer); insert into kept values (7)");
  await server.stop("SIGKILL");
  await expect(query("select 1")).rejects.toThrow(/ECONNREFUSED/);
  await server.start();
  expect(await query("select n from kept")).toEqual([{ n: 7 }]);
  await server.close();
});
