import { describe, expect, it } from "vitest";
import type { Sent } from "../../../src/model/embedding/messages";
import { MessageChannel, RequestError } from "../../../src/state/embedding/message-channel";

const COURSE = "https://course.example";

function channel(allowed?: string) {
  const sent: { message: Sent; origin: string }[] = [];
  const played: string[] = [];
  const page = {
    kind: "playground" as const,
    title: () => "Title",
    handlers: {
      play: () => {
        played.push("play");
      },
      get: ({ what }: Readonly<Record<string, unknown>>) => {
        if (what !== "state") throw new RequestError("invalid-request", "No such thing.");
        return { hash: "dataset=xor" };
      },
    },
  };
  const created = new MessageChannel(page, (message, origin) => sent.push({ message, origin }), allowed);
  return { channel: created, sent, played };
}

const hello = { nnp: 1, type: "hello" };

describe("The messages of an embedded page", () => {
  it("are silent before the page around has said hello", async () => {
    const { channel: silent, sent, played } = channel();
    silent.announce({ type: "state", hash: "" });
    await silent.receive({ nnp: 1, type: "play", id: 1 }, COURSE);
    expect(sent).toEqual([]);
    expect(played).toEqual([]);
  });

  it("answer hello with what the page is and can do, and only to its sender", async () => {
    const { channel: greeted, sent } = channel();
    await greeted.receive({ ...hello, id: "a" }, COURSE);
    greeted.announce({ type: "state", hash: "x=true" });
    expect(sent).toEqual([
      {
        message: {
          nnp: 1,
          type: "ready",
          version: 1,
          kind: "playground",
          title: "Title",
          capabilities: ["play", "get"],
        },
        origin: COURSE,
      },
      { message: { nnp: 1, type: "result", id: "a", ok: true }, origin: COURSE },
      { message: { nnp: 1, type: "state", hash: "x=true" }, origin: COURSE },
    ]);
  });

  it("hear only the origin that has said hello first", async () => {
    const { channel: pinned, sent, played } = channel();
    await pinned.receive(hello, COURSE);
    await pinned.receive({ nnp: 1, type: "play", id: 1 }, "https://other.example");
    await pinned.receive(hello, "https://other.example");
    expect(played).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  it("let only the origin of the address say hello", async () => {
    const { channel: restricted, sent } = channel(COURSE);
    await restricted.receive(hello, "https://other.example");
    expect(sent).toEqual([]);
    await restricted.receive(hello, COURSE);
    expect(sent).toHaveLength(1);
  });

  it("answer a request by its id, with a value or with an error", async () => {
    const { channel: asked, sent, played } = channel();
    await asked.receive(hello, COURSE);
    for (const request of [
      { type: "get", what: "state", id: 1 },
      { type: "get", what: "passwords", id: 2 },
      { type: "constructor", id: 3 },
      { type: "play" },
    ])
      await asked.receive({ nnp: 1, ...request }, COURSE);
    expect(sent.slice(1).map(({ message }) => message)).toEqual([
      { nnp: 1, type: "result", id: 1, ok: true, value: { hash: "dataset=xor" } },
      {
        nnp: 1,
        type: "result",
        id: 2,
        ok: false,
        error: { type: "invalid-request", title: "No such thing." },
      },
      {
        nnp: 1,
        type: "result",
        id: 3,
        ok: false,
        error: { type: "unknown-request", title: "This page answers the requests play, get." },
      },
    ]);
    expect(played).toEqual(["play"]);
  });

  it.each([
    undefined,
    null,
    "hello",
    1,
    {},
    { type: "hello" },
    { nnp: 2, type: "hello" },
    { nnp: 1, type: 7 },
  ])("ignore what is not of this protocol: %j", async (data) => {
    const { channel: ignoring, sent } = channel();
    await ignoring.receive(data, COURSE);
    expect(sent).toEqual([]);
  });
});
