/** Callers that are slow, silent, or gone in the middle: they are let go of, and cost nobody else anything. */
import { type Socket, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, testServer } from "../../support/web-server.ts";

const PATIENCE = { headersMs: 400, requestMs: 800, keepAliveMs: 400, checkMs: 50 };
const SILENT = 1000;

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ patience: PATIENCE });
});
afterAll(() => server.close());

const opened = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });

/** All that comes until the server closes the connection; errors of writing to a closed one do not count. */
function heard(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    socket.setEncoding("utf8").on("data", (text: string) => (said += text));
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
  });
}

/** Send a text byte by byte, slower than anybody has patience for. */
function dribble(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || !socket.writable) return clearInterval(timer);
    socket.write(text[at++ % text.length] ?? "x");
  }, 40);
}

const isWell = async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
const defects = () => server.log.filter(({ event }) => event === "defect");

describe("a slow caller", () => {
  it("whose headers dribble is answered 408 and let go of", async () => {
    const socket = await opened();
    const said = heard(socket);
    dribble(socket, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ".padEnd(1000, "a"));
    expect(await said).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    await isWell();
  });

  it.each(["application/json", "text/csv", "multipart/form-data; boundary=x", "application/octet-stream"])(
    "whose body of %s dribbles is answered 408 and let go of, without a defect",
    async (type) => {
      const socket = await opened();
      const said = heard(socket);
      socket.write(
        `POST /api/v1/inventories HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${type}\r\nContent-Length: 100000\r\n\r\n`,
      );
      dribble(socket, "VM,CPUs\r\n");
      expect(await said).toMatch(/^(?:HTTP\/1\.1 408 Request Timeout\r\n|$)/);
      await isWell();
      expect(defects()).toEqual([]);
    },
  );

  it("is told from one that asks in time", async () => {
    const socket = await opened();
    const said = heard(socket);
    socket.write("GET /healthz HTTP/1.1\r\n");
    await new Promise((resolve) => setImmediate(resolve));
    socket.write("Host: 127.0.0.1\r\nConnection: close\r\n\r\n");
    expect(await said).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });
});

describe("a thousand connections", () => {
  it("that say nothing keep nobody out and are closed", async () => {
    const silent = await Promise.all(Array.from({ length: SILENT }, opened));
    const ended = silent.map(heard);
    await isWell();
    const said = await Promise.all(ended);
    for (const text of said) expect(text).toMatch(/^(?:HTTP\/1\.1 408 Request Timeout\r\n|$)/);
    await isWell();
  });

  it("that hang up in the middle of an upload leave nothing behind but a line in the log", async () => {
    const callers = await Promise.all(Array.from({ length: SILENT / 10 }, opened));
    const head = '--x\r\nContent-Disposition: form-data; name="inventory"; filename="a.csv"\r\n\r\nVM,CPUs\r\n';
    for (const socket of callers) {
      socket.on("error", () => {});
      socket.write(
        `POST /api/v1/inventories HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n${head}`,
      );
    }
    await isWell();
    for (const socket of callers) socket.destroy();
    const cut = () => server.log.filter(({ path, complete }) => path === "/api/v1/inventories" && complete === false);
    await expect.poll(() => cut().length).toBeGreaterThanOrEqual(callers.length);
    expect(defects()).toEqual([]);
    await isWell();
  });
});
