import { describe, expect, it } from "vitest";
import { StoreUnavailable } from "#store";
import { patiently } from "../../../queue/patience.ts";

describe("waiting for a store that is away", () => {
  it("tries again until it answers, and tells each try whether it is the first", async () => {
    const told: boolean[] = [];
    const answer = await patiently((isFirst) => {
      told.push(isFirst);
      return told.length < 3 ? Promise.reject(new StoreUnavailable("away")) : Promise.resolve("kept");
    });
    expect([answer, told]).toEqual(["kept", [true, false, false]]);
  });

  it("does not try what is wrong for another reason again", async () => {
    let tries = 0;
    const wrong = () => {
      tries += 1;
      return Promise.reject(new Error("id is taken"));
    };
    await expect(patiently(wrong)).rejects.toThrow("id is taken");
    expect(tries).toBe(1);
  });

  it("ends after one more try when it is told to, with the error of that try", async () => {
    const closing = new AbortController();
    let tries = 0;
    const away = () => {
      tries += 1;
      if (tries === 2) closing.abort();
      return Promise.reject(new StoreUnavailable(`try ${tries}`));
    };
    await expect(patiently(away, closing.signal)).rejects.toThrow("try 2");
    await expect(patiently(away, closing.signal)).rejects.toThrow("try 3");
  });
});
