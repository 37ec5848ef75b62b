import { hasEnded, frameReached } from "../model/training/job";
import type { TrainingServer } from "../model/training/training-server";
import type { Clock } from "./clock";
import { JobStream } from "./job-stream";
import { RunView } from "./run-view";
import type { Store } from "./store";

/** Somebody else's job, named by the address. It is on display instead of the user's own and cannot be changed. */
export class WatchedJob {
  readonly stream: JobStream;
  readonly #runView: RunView;
  readonly #id: string;

  constructor(server: TrainingServer, clock: Clock, store: Store, id: string) {
    this.#id = id;
    this.#runView = new RunView(server, store, clock);
    const ended = () => store.job.value !== undefined && hasEnded(store.job.value);
    this.stream = new JobStream(server, clock, {
      connection: (connection) => (store.connection.value = connection),
      state: (job) => {
        store.job.value = job;
        store.stop.value = job.stop ?? {};
        if (job.spec) store.spec.value = job.spec;
        void this.#runView.fetchSamples(id, store.spec.value);
      },
      frame: (frame) => {
        this.#runView.receive(frame, id);
      },
      attention: (attention) => (store.attention.value = attention),
      gone: () => {
        this.stream.close();
        if (!ended()) store.notice.value = { type: "noSuchJob" };
        store.connection.value = { type: "live" };
      },
      gradients: () => store.gradientsRequested.value,
      playing: () => store.playing.value,
      settled: () => true,
      finished: () => ended() && frameReached(store.job.value, store.frame.value),
    });
  }

  start(): void {
    this.stream.follow(this.#id);
  }
}
