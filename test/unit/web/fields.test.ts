/** ?fields=: what is wished, which members there are by a schema, and what is left of a value. */
import { describe, expect, it } from "vitest";
import { InvalidInput } from "#planner";
import { picked } from "../../../web/api/fields/pick.ts";
import { MOST_FIELDS, wishOf } from "../../../web/api/fields/wish.ts";

const number = { type: "number" };
const SCHEMAS = {
  Host: {
    type: "object",
    properties: { id: { type: "string" }, watts: number, note: { type: "string" } },
    required: ["id", "watts"],
    additionalProperties: false,
  },
  Result: {
    type: "object",
    properties: {
      id: { type: "string" },
      name: { type: "string" },
      hosts: { type: "array", items: { $ref: "#/components/schemas/Host" } },
      summary: { anyOf: [{ $ref: "#/components/schemas/Host" }, { type: "null" }] },
      by: { type: "object", additionalProperties: number },
      links: { type: "object", additionalProperties: { type: "string" } },
    },
    required: ["id", "name"],
    additionalProperties: false,
  },
};
const RESULT = { $ref: "#/components/schemas/Result" };
const VALUE = {
  id: "1",
  name: "one",
  hosts: [
    { id: "a", watts: 1 },
    { id: "b", watts: 2, note: "hot" },
  ],
  by: { x: 1, y: 2 },
  links: { self: "/1" },
};

const pick = (fields: string, value: object = VALUE, schema: Readonly<Record<string, unknown>> = RESULT) =>
  picked({ value: value as Readonly<Record<string, unknown>>, schema, schemas: SCHEMAS }, wishOf(fields).tree);
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map(({ detail }) => detail).join("; ");
    throw error;
  }
  return "";
};

describe("members that are wished for", () => {
  it("are kept with id and links, in the value's own order, deeper ones in every element", () => {
    expect(pick("name")).toEqual({ id: "1", name: "one", links: { self: "/1" } });
    expect(pick("hosts.watts,name")).toEqual({
      id: "1",
      name: "one",
      hosts: [{ watts: 1 }, { watts: 2 }],
      links: { self: "/1" },
    });
    expect(Object.keys(pick("links,name,id") as object)).toEqual(["id", "name", "links"]);
    expect(pick("hosts.note,by.y")).toMatchObject({ hosts: [{}, { note: "hot" }], by: { y: 2 } });
  });

  it("are whole where the whole and a part are named", () => {
    for (const fields of ["hosts,hosts.id", "hosts.id,hosts"])
      expect(pick(fields)).toMatchObject({ hosts: VALUE.hosts });
  });

  it("may be missing in this value when the schema has them", () => {
    expect(pick("summary.note")).toEqual({ id: "1", links: { self: "/1" } });
    expect(pick("summary", { ...VALUE, summary: null })).toMatchObject({ summary: null });
  });

  it("are the same wish however they are written", () => {
    const marks = ["a,b.c,b.d", " b.d , a,b.c", "a,a,b.d,b.c,a.x"].map((text) => wishOf(text).mark);
    expect(new Set(marks).size).toBe(1);
    expect(wishOf("a,b").mark).not.toBe(wishOf("a").mark);
  });
});

describe("names that are no members", () => {
  it.each([
    ["nobody", '"nobody" is no member; known: by, hosts, id, links, name, summary'],
    ["hosts.nobody,name", '"hosts.nobody" is no member of hosts; known: id, note, watts'],
    ["name.first", '"name.first" names a member of name, which has none'],
    ["by.z", '"by.z" is no member of by; known: x, y'],
    ["a,b", '"a" is no member; known: by, hosts, id, links, name, summary; "b" is no member'],
    ["__proto__", '"__proto__" is no member'],
    ["constructor", '"constructor" is no member'],
  ])("are refused with those that are: %s", (fields, told) => {
    expect(refusal(() => pick(fields))).toContain(told);
  });

  it("are told for the form that the value has: a document has other members than its result", () => {
    const document = { type: "object", properties: { request: {}, result: RESULT }, required: ["request", "result"] };
    const either = { anyOf: [RESULT, document] };
    const whole = { request: {}, result: VALUE };
    expect(pick("result.name", whole, either)).toEqual({ result: { name: "one" } });
    expect(refusal(() => pick("name", whole, either))).toContain("known: request, result");
    expect(refusal(() => pick("result", VALUE, either))).toContain("known: by, hosts");
  });

  it("cannot be told where nothing is described and nothing is there", () => {
    expect(pick("by.z", { ...VALUE, by: {} })).toMatchObject({ by: {} });
  });

  it.each(["", ",", "a..b", "a.", " , a"])("are none in %j", (fields) => {
    expect(refusal(() => wishOf(fields))).toContain("empty name");
  });

  it(`are at most ${MOST_FIELDS}`, () => {
    const names = Array.from({ length: MOST_FIELDS + 1 }, (_, n) => `a${n}`);
    expect(refusal(() => wishOf(names.join(",")))).toContain(
      `${MOST_FIELDS + 1} names in fields, at most ${MOST_FIELDS}`,
    );
    expect(wishOf(names.slice(1).join(",")).tree.size).toBe(MOST_FIELDS);
  });
});
