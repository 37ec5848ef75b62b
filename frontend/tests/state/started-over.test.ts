import { describe, expect, it } from "vitest";
import type { TrainingSpec } from "../../src/model/spec/spec";
import { FakeServer, pendingAnswers } from "./fakes";
import { openPage } from "./opened-page";

/** A server that creates each job only when it is told to. */
class SlowServer extends FakeServer {
  #create: (() => void)[] = [];

  override async createJob(spec: TrainingSpec) {
    await new Promise<void>((create) => this.#create.push(create));
    return super.createJob(spec);
  }

  async creates(): Promise<void> {
    this.#create.shift()?.();
    await pendingAnswers();
  }
}

describe("Starting over while a job is being created", () => {
  it("plays the new job, however early the user has pressed play", async () => {
    for (const pressedAfter of [0, 1, 2]) {
      const server = new SlowServer();
      const { job, actions } = await openPage("", server);
      job.startOver();
      for (let created = 0; created < 2; created++) {
        if (created === pressedAfter) actions.togglePlay();
        await server.creates();
      }
      if (pressedAfter === 2) actions.togglePlay();
      await pendingAnswers();

      expect(server.requests.filter((each) => each.startsWith("play"))).toEqual(["play job-2"]);
      expect(server.requests.filter((each) => each === "create")).toHaveLength(2);
      expect(job.own?.job.id).toBe("job-2");
    }
  });
});
