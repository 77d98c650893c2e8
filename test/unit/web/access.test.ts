import { describe, expect, it } from "vitest";
import { attempts } from "../../../web/access/attempts.ts";
import { ownPath } from "../../../web/access/login.ts";
import { networkOf } from "../../../web/access/network.ts";
import { needOf } from "../../../web/access/needs.ts";
import { openApi } from "../../../web/api/openapi.ts";

describe("what an address needs", () => {
  it.each([
    ["GET", "/plans", "viewer"],
    ["HEAD", "/api/v1/plans/p1", "viewer"],
    ["POST", "/api/v1/plans", "planner"],
    ["DELETE", "/api/v1/plans/p1", "planner"],
    ["GET", "/api/v1/plans/p1/shares", "viewer"],
    ["GET", "/metrics", "admin"],
    ["GET", "/METRICS/", "admin"],
    ["GET", "/accounts/", "admin"],
    ["GET", "/healthz", "anyone"],
    ["GET", "/s/abc", "anyone"],
    ["GET", "/s/abc/plan", "anyone"],
    ["GET", "/s/abc/what-if", "anyone"],
    ["GET", "/s/abc/comparison/", "anyone"],
    ["GET", "/s/abc/plan/shares", "viewer"],
    ["GET", "/s/abc/else", "viewer"],
    ["POST", "/login", "anyone"],
    ["GET", "/loginx", "viewer"],
    ["GET", "/%6cogin", "viewer"],
    ["PATCH", "/nobody/thought/of/this", "planner"],
  ])("%s %s: %s", (method, path, need) => {
    expect(needOf(method, path)).toBe(need);
  });

  it("is at least a viewer for every described address but those that watch the server", () => {
    const open = Object.keys(openApi().paths ?? {}).filter((path) => needOf("GET", path) === "anyone");
    expect(open.filter((path) => path.startsWith("/api/"))).toEqual([]);
    expect(open.toSorted()).toEqual(["/healthz", "/readyz"]);
  });
});

describe("attempts to sign in", () => {
  const MINUTE = 60_000;

  it("wait after five failures of a name from one address, for others they do not", () => {
    let now = 0;
    const tries = attempts(() => now);
    const [ada, afar, bob] = [
      { name: "ada", address: "10.0.0.1" },
      { name: "ada", address: "10.0.0.2" },
      { name: "bob", address: "10.0.0.1" },
    ];
    for (let n = 0; n < 5; n++) {
      expect(tries.waitSeconds(ada)).toBe(0);
      tries.failed(ada);
      now += MINUTE;
    }
    // the first of five was 5 minutes ago: 10 are left of 15
    expect([tries.waitSeconds(ada), tries.waitSeconds(afar), tries.waitSeconds(bob)]).toEqual([600, 0, 0]);
    now += 10 * MINUTE;
    expect(tries.waitSeconds(ada)).toBe(0);
  });

  it("are forgiven by the right password", () => {
    const tries = attempts(() => 0);
    const ada = { name: "ada", address: "::1" };
    for (let n = 0; n < 4; n++) tries.failed(ada);
    tries.succeeded(ada);
    tries.failed(ada);
    expect(tries.waitSeconds(ada)).toBe(0);
  });

  it("of many names from one address wait as well", () => {
    const tries = attempts(() => 0);
    for (let n = 0; n < 50; n++) tries.failed({ name: `n${n}`, address: "10.0.0.1" });
    expect(tries.waitSeconds({ name: "fresh", address: "10.0.0.1" })).toBe(900);
    expect(tries.waitSeconds({ name: "n1", address: "10.0.0.2" })).toBe(0);
  });
});

describe("the network of an address", () => {
  it.each([
    ["10.0.0.1", "10.0.0.1"],
    ["::ffff:10.0.0.1", "10.0.0.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:1:2::6", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::1:2:3:192.0.2.1", "64:ff9b:0:1::/64"],
    ["", ""],
  ])("of %j is %j", (address, network) => expect(networkOf(address)).toBe(network));
});

describe("where one comes back to", () => {
  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\nb", "", "/login"])(
    "is the first page instead of %j",
    (next) => expect(ownPath(next)).toBe("/"),
  );
  it("is an own path with its query", () => expect(ownPath("/plans?limit=2")).toBe("/plans?limit=2"));
});
