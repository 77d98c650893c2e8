/** Forms made to break their readers: too many parts, names that nest, bodies without end. Each breaks a bound that is named. */
import { type Server, createServer } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";
import express from "express";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bodyAllowance } from "../../../web/intake/body-allowance.ts";
import { problemOf } from "../../../web/problem.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { json } from "./calls.ts";

const MIB = 1_048_576;
const TYPE = "multipart/form-data; boundary=xyz";
const END = "--xyz--\r\n";
const field = (name: string, value = "v") =>
  `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string) =>
  `--xyz\r\nContent-Disposition: form-data; name="${name}"; filename="a.csv"\r\n\r\nVM,CPUs\r\n\r\n`;
const repeated = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join("");

describe("a multipart form", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());
  afterEach(() => expect(server.log.filter(({ event }) => event === "defect")).toEqual([]));

  /** Status and detail of the answer to this body. */
  async function told(body: string, path = "/api/v1/inventories", headers: Record<string, string> = {}) {
    const answer = await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": TYPE, Accept: "application/json", ...headers },
      body: body + END,
    });
    const { detail } = await json<{ readonly detail: string }>(answer);
    return [answer.status, detail] as const;
  }

  it.each([1000, 100_000])("of %d fields is refused with the number that is read", async (count) => {
    for (const path of ["/api/v1/inventories", "/api/v1/plans", "/inventories", "/plans/none/again"])
      expect(
        await told(
          repeated(count, (n) => field(`f${n}`)),
          path,
        ),
      ).toEqual([413, "The message has more than 50 fields beside files."]);
  });

  it.each([1000, 100_000])("of %d files is refused with the number that is read", async (count) => {
    expect(await told(repeated(count, () => file("inventory")))).toEqual([
      400,
      'A file was sent in a field that takes none, or more than 20 files (field "inventory").',
    ]);
    expect((await told(repeated(count, (n) => file(`f${n}`))))[0]).toBe(400);
  });

  it("whose field has a long name is refused with the length that is read", async () => {
    expect(await told(field("n".repeat(100)) + field("n".repeat(101)))).toEqual([
      413,
      "The name of a field is longer than 100 characters.",
    ]);
  });

  // read as a list, the last one would be that long: whoever goes through it is gone for minutes
  it.each(["a[b]", "a[]", "__proto__[x]", `a${"[a]".repeat(30)}`, "a[4294967294]"])(
    "whose field is named %s is refused: names nest nothing",
    async (name) => {
      const detail = `The name of a field has brackets: names are names here, and nest nothing (field "${name}").`;
      expect(await told(field(name), "/inventories")).toEqual([400, detail]);
      const named = { "Idempotency-Key": `brackets ${name.length}`.replace(" ", "-") };
      expect(await told(field(name) + file("inventory"), "/api/v1/inventories", named)).toEqual([400, detail]);
    },
  );

  it("whose fields are small enough one by one, and together are not, is refused with the sum", async () => {
    const [status, detail] = await told(field("a", "x".repeat(40 * MIB)) + field("b", "x".repeat(40 * MIB)));
    expect([status, detail]).toEqual([413, expect.stringContaining(`more than ${65 * MIB} bytes`)]);
  });

  it.each(["no end", "no boundary at all", "an end only"])("with %s is refused", async (kind) => {
    const bodies = {
      "no end": file("inventory").slice(0, -2),
      "no boundary at all": "x".repeat(MIB),
      "an end only": END,
    };
    const answer = await fetch(`${server.url}/api/v1/inventories`, {
      method: "POST",
      headers: { "Content-Type": TYPE },
      body: bodies[kind as keyof typeof bodies],
    });
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([
      400,
      "application/problem+json; charset=utf-8",
    ]);
  });
});

describe("a form of settings", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  const fields = (count: number) => repeated(count, (n) => `f${n}=v&`);
  const posted = (body: string, path: string) =>
    fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
      body,
    });

  it.each([3000, 400_000])("of %d fields is refused with the number that is read", async (count) => {
    for (const path of ["/inventories", "/simulations", "/plans/none/again", "/plans/none/shares"]) {
      const answer = await posted(fields(count), path);
      const { detail } = await json<{ readonly detail: string }>(answer);
      // the one for shares reads fewer bytes than 400,000 fields have
      expect([answer.status, detail]).toEqual([413, expect.stringMatching(/1000, or 2000|at most \d+ bytes/)]);
    }
  });

  it("with brackets in its names has names, and nothing as long as they say", async () => {
    const answer = await posted("a[4294967294]=1&a[b][c]=2&pasted=", "/inventories");
    expect(answer.status).toBe(422);
  });
});

describe("bodies on their way", () => {
  const BOUNDS = { readOff: 4 * MIB, onTheWay: 6 * MIB };
  let server: Server;
  let port: number;
  /** Bytes that came over each connection, when it had ended. */
  let read: number[];
  beforeEach(async () => {
    const ended: number[] = [];
    read = ended;
    const app = express();
    app.use(bodyAllowance(BOUNDS), express.raw({ type: () => true, limit: 3 * MIB }));
    app.use((request, response) => {
      response.json({ bytes: (request.body as Buffer).length });
    });
    app.use(((error, _request, response, _next) => {
      const { status, detail, headers } = problemOf(error);
      if (!response.headersSent) response.status(status).set(headers).json({ detail });
    }) satisfies express.ErrorRequestHandler);
    server = createServer(app).listen(0, "127.0.0.1");
    server.on("connection", (socket) => socket.on("close", () => ended.push(socket.bytesRead)));
    await new Promise((resolve) => server.once("listening", resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const opened = (head: string): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.on("error", () => {});
        socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n`, () => resolve(socket));
      });
    });
  /** The first words of the answer. */
  const answered = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      socket.setEncoding("utf8").once("data", resolve);
      socket.once("close", () => resolve("closed"));
    });

  it("are read off, so that their sender hears why they are refused", async () => {
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: "x".repeat(3 * MIB + 1) });
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { detail: `The body is larger than this address reads: at most ${3 * MIB} bytes.` },
    ]);
  });

  it("that say they are far too large are refused before they come", async () => {
    const socket = await opened(`Content-Length: ${4 * MIB + 1}`);
    const text = await answered(socket);
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(text).toContain("Connection: close");
    expect(text).toContain("larger than 4 MiB");
    await expect.poll(() => read.length).toBe(1);
    expect(read[0]).toBeLessThan(1000);
  });

  it("without end are cut at a size", async () => {
    const socket = await opened("Transfer-Encoding: chunked");
    const said = answered(socket);
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    let sent = 0;
    const send = () => {
      while (!socket.destroyed && socket.writable && sent < 100 * MIB) {
        sent += chunk.length;
        if (!socket.write(chunk)) return void socket.once("drain", send);
      }
    };
    send();
    expect(await said).toMatch(/^HTTP\/1\.1 413 /);
    await closed;
    await expect.poll(() => read.length).toBe(1);
    // 4 MiB, and what lay in the connection when they were reached
    expect(read[0]).toBeGreaterThan(4 * MIB);
    expect(read[0]).toBeLessThan(8 * MIB);
  });

  it("that fill the allowance together keep the next large one out, and small ones not, until they are gone", async () => {
    const held: Socket[] = [];
    for (let n = 0; n < 3; n++) {
      const socket = await opened(`Content-Length: ${2 * MIB}`);
      socket.write("x".repeat(2 * MIB - 1));
      held.push(socket);
    }
    const large = () => fetch(`http://127.0.0.1:${port}`, { method: "POST", body: "x".repeat(2 * MIB) });
    await expect.poll(async () => (await large()).status).toBe(503);
    const refused = await large();
    expect([refused.headers.get("Retry-After"), await refused.json()]).toEqual([
      "10",
      { detail: "Bodies of 6 MiB together are on their way already." },
    ]);
    const small = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: "x" });
    expect(await small.json()).toEqual({ bytes: 1 });
    for (const socket of held) socket.destroy();
    await expect.poll(async () => (await large()).status).toBe(200);
  });
});
