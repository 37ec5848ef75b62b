import { hasEnded, isShown } from "../model/job";
import type { TrainingServer } from "../model/training-server";
import type { Clock } from "./clock";
import { JobStream } from "./job-stream";
import { ShownRun } from "./shown-run";
import type { Store } from "./store";

/** Somebody's job, named by the address: to look at only. What it trains and how it goes is shown in place of one's own. */
export class WatchedJob {
  readonly stream: JobStream;
  readonly #shown: ShownRun;
  readonly #id: string;

  constructor(server: TrainingServer, clock: Clock, store: Store, id: string) {
    this.#id = id;
    this.#shown = new ShownRun(server, store, clock);
    const ended = () => store.job.value !== undefined && hasEnded(store.job.value);
    this.stream = new JobStream(server, clock, {
      connection: (connection) => (store.connection.value = connection),
      state: (job) => {
        store.job.value = job;
        store.stop.value = job.stop ?? {};
        if (job.spec) store.spec.value = job.spec;
        void this.#shown.fetchSamples(id, store.spec.value);
      },
      frame: (frame) => {
        this.#shown.receive(frame, id);
      },
      gone: () => {
        this.stream.close();
        if (!ended()) store.notice.value = { type: "noSuchJob" };
        store.connection.value = { type: "live" };
      },
      gradients: () => store.gradientsWanted.value,
      playing: () => store.playing.value,
      settled: () => true,
      over: () => ended() && isShown(store.job.value, store.frame.value),
    });
  }

  start(): void {
    this.stream.follow(this.#id);
  }
}
