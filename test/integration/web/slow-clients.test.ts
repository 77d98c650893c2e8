/** Callers that are slow, silent, or gone in the middle: they are let go of, and cost nobody else anything. */
import { type Socket, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, testServer } from "../../support/web-server.ts";

const PATIENCE = { headersMs: 400, requestMs: 800, keepAliveMs: 400, checkMs: 50 };
const SILENT = 1000;

/** Patience that outlasts a pause of the machine: whoever is cut there was not slow. */
const MUCH = { headersMs: 300_000, requestMs: 300_000, keepAliveMs: 400, checkMs: 50 };

let server: TestServer;
let patient: TestServer;
beforeAll(async () => {
  [server, patient] = await Promise.all([testServer({ patience: PATIENCE }), testServer({ patience: MUCH })]);
});
afterAll(() => Promise.all([server.close(), patient.close()]));

const opened = ({ url }: TestServer): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => resolve(socket));
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

/** A server answers; one of little patience may find its caller slow when the machine pauses, and is asked again. */
const isWell = () => expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
const defects = () => server.log.filter(({ event }) => event === "defect");

describe("a slow caller", () => {
  it("whose headers dribble is answered 408 and let go of", async () => {
    const socket = await opened(server);
    const said = heard(socket);
    dribble(socket, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ".padEnd(1000, "a"));
    expect(await said).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    await isWell();
  });

  it.each(["application/json", "text/csv", "multipart/form-data; boundary=x", "application/octet-stream"])(
    "whose body of %s dribbles is answered 408 and let go of, without a defect",
    async (type) => {
      const socket = await opened(server);
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
    const socket = await opened(patient);
    const said = heard(socket);
    socket.write("GET /healthz HTTP/1.1\r\n");
    await new Promise((resolve) => setImmediate(resolve));
    socket.write("Host: 127.0.0.1\r\nConnection: close\r\n\r\n");
    expect(await said).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });
});

describe("a thousand connections", () => {
  it("that say nothing keep nobody out", async () => {
    const silent = await Promise.all(Array.from({ length: SILENT }, () => opened(patient)));
    expect((await fetch(`${patient.url}/readyz`)).status).toBe(200);
    expect(silent.filter(({ readyState }) => readyState !== "open")).toEqual([]);
    for (const socket of silent) socket.destroy();
  });

  it("that say nothing are closed", async () => {
    const said = await Promise.all(Array.from({ length: SILENT }, () => opened(server).then(heard)));
    for (const text of said) expect(text).toMatch(/^(?:HTTP\/1\.1 408 Request Timeout\r\n|$)/);
    await isWell();
  });

  it("that hang up in the middle of an upload leave nothing behind but a line in the log", async () => {
    const callers = await Promise.all(Array.from({ length: SILENT / 10 }, () => opened(patient)));
    const head = '--x\r\nContent-Disposition: form-data; name="inventory"; filename="a.csv"\r\n\r\nVM,CPUs\r\n';
    for (const socket of callers) {
      socket.on("error", () => {});
      socket.write(
        `POST /api/v1/inventories HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n${head}`,
      );
    }
    expect((await fetch(`${patient.url}/readyz`)).status).toBe(200);
    for (const socket of callers) socket.destroy();
    const cut = () => patient.log.filter(({ path, complete }) => path === "/api/v1/inventories" && complete === false);
    await expect.poll(() => cut().length).toBeGreaterThanOrEqual(callers.length);
    expect(patient.log.filter(({ event }) => event === "defect")).toEqual([]);
    expect((await fetch(`${patient.url}/readyz`)).status).toBe(200);
  });
});
