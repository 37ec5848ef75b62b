import { batch, signal } from "@preact/signals-core";
import type { Outcome } from "../../model/training/training-server";
import type { SpecChanges } from "../../model/spec/branch-settings";
import type { Moment, OwnJob } from "../../model/training/job";
import type { PastServer } from "../../model/training/past-server";
import type { EditHistory } from "../history/edit-history";
import type { LiveJob } from "../live-job";
import { liveSettings } from "../settings-sync";
import { showProblem } from "../show-problem";
import type { Store } from "../store";

/** "Go on from here": another job of the page that continues from the epoch on display. */
export class Branching {
  readonly #server: PastServer;
  readonly #store: Store;
  readonly #job: LiveJob;
  readonly #history: EditHistory;
  /** Whether the server is about to answer. */
  readonly busy = signal(false);

  constructor(server: PastServer, store: Store, job: LiveJob, history: EditHistory) {
    this.#server = server;
    this.#store = store;
    this.#job = job;
    this.#history = history;
  }

  /** The branch becomes the page's job and plays. An undo brings back the settings and the network of before. */
  async goOn(changes: SpecChanges): Promise<void> {
    const { past, run, spec, stop, frame } = this.#store;
    const [from, shown] = [this.#job.own?.job.id, past.peek()];
    if (from === undefined || !shown || this.busy.peek()) return;
    this.busy.value = true;
    const outcome = await this.#branch({ job: from, run: run.peek(), epoch: shown.epoch }, changes);
    this.busy.value = false;
    if (this.#job.own?.job.id !== from) return;
    switch (outcome.type) {
      case "done":
        this.#history.record({
          type: "settings",
          spec: spec.peek(),
          stop: stop.peek(),
          keepParameters: false,
          learned: this.#job.learned,
        });
        batch(() => {
          past.value = undefined;
          this.#job.continueWith(outcome.value);
          // What is on display stays until the branch's own frames come.
          if (shown.frame) frame.value = { ...shown.frame, run: outcome.value.job.run };
        });
        break;
      case "refused":
        showProblem(this.#store, outcome.problem);
        break;
      case "busy":
      case "unreachable":
        this.#store.notice.value = { type: "busy" };
        break;
      case "gone":
        past.value = undefined; // the stream finds out, too, and replaces the job
        break;
    }
  }

  #branch(from: Moment, changes: SpecChanges): Promise<Outcome<OwnJob>> {
    const { pace, stop } = liveSettings(this.#store);
    return this.#server.branch(from, changes, { pace, stop });
  }
}
