import { beforeEach, describe, expect, it } from "vitest";
import type { Job } from "../../src/model/training/job";
import { JobStream, type StreamPolicy } from "../../src/state/job-stream";
import type { Connection } from "../../src/state/store";
import { pendingAnswers, FakeClock, FakeServer } from "./fakes";

let server: FakeServer;
let clock: FakeClock;
let playing: boolean;
let settled: boolean;
let sharesConnections: boolean;
let reported: string[];

beforeEach(() => {
  server = new FakeServer();
  clock = new FakeClock();
  reported = [];
  playing = false;
  settled = true;
  sharesConnections = false;
});

function opens(
  habits: StreamPolicy = { closesWhenPaused: true, sharesConnections: () => sharesConnections },
): JobStream {
  const listener = {
    connection: ({ type }: Connection) => reported.push(type),
    state: (job: Job) => reported.push(job.state),
    frame: () => undefined,
    gone: () => reported.push("gone"),
    gradients: () => false,
    playing: () => playing,
    settled: () => settled,
    finished: () => false,
  };
  const stream = new JobStream(server, clock, listener, habits);
  stream.follow("job-1");
  server.listener?.eventId("e9");
  server.send({});
  return stream;
}

describe("The stream of a paused job", () => {
  it("is closed after a while without a notice, and reopened as soon as something is requested", async () => {
    const stream = opens();
    expect(server.openStreams).toBe(1);
    await clock.advance(5000);
    expect(server.openStreams).toBe(0);
    expect(reported).toEqual(["connecting", "live"]);
    stream.wake();
    expect(server.openStreams).toBe(1);
    expect(server.resumedFrom.at(-1)).toBe("e9");
  });

  it("stays open until the answer has arrived, and a while longer", async () => {
    settled = false;
    opens();
    await clock.advance(30_000);
    expect(server.openStreams).toBe(1);
    settled = true;
    await clock.advance(2000);
    expect(server.openStreams).toBe(1);
    await clock.advance(3000);
    expect(server.openStreams).toBe(0);
  });

  it("stays open until its first frame", async () => {
    const stream = opens();
    stream.follow("job-2");
    await clock.advance(30_000);
    expect(server.openStreams).toBe(1);
    server.send({});
    await clock.advance(5000);
    expect(server.openStreams).toBe(0);
  });

  it("is closed also if pages share connections, although every turn begins with a frame", async () => {
    sharesConnections = true;
    opens();
    for (let turn = 0; turn < 4; turn++) {
      await clock.advance(1000);
      server.send({});
    }
    expect(server.openStreams).toBe(0);
  });

  it("stays open while training, and while others may control the job", async () => {
    playing = true;
    opens();
    for (let second = 0; second < 10; second++) {
      await clock.advance(1000);
      server.listener?.received();
    }
    expect(server.requestCount("stream")).toBe(1);
    playing = false;
    const watching = new FakeServer();
    server = watching;
    opens({ closesWhenPaused: false, sharesConnections: () => false });
    await clock.advance(20_000);
    expect(watching.openStreams).toBe(1);
  });

  it("is replaced by a poll once a minute, so that the job does not expire and a lost server is noticed", async () => {
    opens();
    await clock.advance(70_000);
    expect(server.requestCount("job ")).toBe(1);
    expect(server.openStreams).toBe(0);
    server.failures.push({ type: "unreachable" });
    await clock.advance(60_000);
    expect(reported.slice(-2)).toEqual(["lost", "live"]);
  });

  it("reports that the job is gone", async () => {
    opens();
    await clock.advance(5000);
    server.failures.push({ type: "gone" });
    await clock.advance(60_000);
    expect(reported.at(-1)).toBe("gone");
  });
});

describe("A silent stream", () => {
  it("is reconnected from its last event, soon if frames are expected", async () => {
    playing = true;
    opens();
    await clock.advance(8000);
    expect(server.requestCount("stream")).toBe(2);
    expect(server.resumedFrom.at(-1)).toBe("e9");
    expect(server.openStreams).toBe(1);
  });

  it("has more time if nothing is expected", async () => {
    opens({ closesWhenPaused: false, sharesConnections: () => false });
    await clock.advance(30_000);
    expect(server.requestCount("stream")).toBe(1);
    await clock.advance(10_000);
    expect(server.requestCount("stream")).toBe(2);
  });
});

describe("A hidden page", () => {
  it("closes its stream after a moment and reopens it when it becomes visible", async () => {
    playing = true;
    const stream = opens();
    stream.setVisible(false);
    await clock.advance(1000);
    expect(server.openStreams).toBe(1);
    await clock.advance(2000);
    expect(server.openStreams).toBe(0);
    expect(reported.at(-1)).toBe("suspended");
    stream.setVisible(true);
    expect(server.openStreams).toBe(1);
    expect(server.resumedFrom.at(-1)).toBe("e9");
  });

  it("opens no stream before it is visible", async () => {
    const stream = new JobStream(
      server,
      clock,
      {
        connection: () => undefined,
        state: () => undefined,
        frame: () => undefined,
        gone: () => undefined,
        gradients: () => false,
        playing: () => true,
        settled: () => true,
        finished: () => false,
      },
      { closesWhenPaused: true, sharesConnections: () => false },
    );
    stream.setVisible(false);
    stream.follow("job-1");
    await pendingAnswers();
    expect(server.openStreams).toBe(0);
    stream.setVisible(true);
    expect(server.openStreams).toBe(1);
  });
});

describe("Many pages side by side", () => {
  it("take turns: each closes its stream and continues from its last event", async () => {
    playing = true;
    sharesConnections = true;
    opens();
    await clock.advance(1600);
    expect(server.requestCount("stream")).toBe(2);
    expect(server.openStreams).toBe(1);
    expect(server.resumedFrom.at(-1)).toBe("e9");
    sharesConnections = false; // as it is when the stream is opened the third time
    await clock.advance(5000);
    expect(server.requestCount("stream")).toBe(3);
  });
});
