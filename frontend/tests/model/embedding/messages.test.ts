import { describe, expect, it } from "vitest";
import {
  answerAboutHeight,
  heightMessages,
  readRequest,
  xapiStatement,
} from "../../../src/model/embedding/messages";

describe("The height of an embedded page", () => {
  it("is told to learning-management systems as text, to H5P and to our own script", () => {
    expect(heightMessages(812)).toEqual([
      '{"subject":"lti.frameResize","height":812}',
      { context: "h5p", action: "resize", scrollHeight: 812 },
      { nnp: 1, type: "height", height: 812 },
    ]);
  });

  it("is told in H5P's two steps", () => {
    expect(answerAboutHeight({ context: "h5p", action: "hello" }, 812)).toEqual({
      context: "h5p",
      action: "hello",
    });
    expect(answerAboutHeight({ context: "h5p", action: "resizePrepared" }, 812)).toEqual({
      context: "h5p",
      action: "resize",
      scrollHeight: 812,
    });
    for (const other of [{ context: "h5p", action: "resize" }, { action: "hello" }, null, "h5p"])
      expect(answerAboutHeight(other, 812)).toBeUndefined();
  });
});

describe("Our own script", () => {
  it("is told the height when it asks, even without a handshake", () => {
    expect(answerAboutHeight({ nnp: 1, type: "height" }, 812)).toEqual({
      nnp: 1,
      type: "height",
      height: 812,
    });
    expect(answerAboutHeight({ nnp: 2, type: "height" }, 812)).toBeUndefined();
  });
});

describe("A request", () => {
  it("may have a text or a finite number as id, of limited length", () => {
    const idOf = (id: unknown) => readRequest({ nnp: 1, type: "play", id })?.id;
    expect([idOf("a"), idOf(0), idOf(undefined), idOf(Number.NaN), idOf({}), idOf("x".repeat(201))]).toEqual([
      "a",
      0,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("A grade as an xAPI statement", () => {
  it("has the share of right steps as its score", () => {
    expect(xapiStatement("https://nn.example/exercises/or", "OR", 3, 4)).toMatchObject({
      object: { id: "https://nn.example/exercises/or" },
      result: { score: { scaled: 0.75, raw: 3, min: 0, max: 4 }, success: false, completion: true },
    });
    expect(xapiStatement("https://nn.example/exercises/or", "OR", 4, 4)).toMatchObject({
      result: { score: { scaled: 1 }, success: true },
    });
  });
});
