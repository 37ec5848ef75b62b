import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import {
  hasEndedSweep,
  type OwnSweep,
  type Sweep,
  type SweepRequest,
  type SweepRow,
  type SweepServer,
} from "../../model/sweep/sweep";
import type { ConnectionListener, Failure, Outcome } from "../../model/training/training-server";
import type { Clock } from "../clock";
import { StreamConnection } from "../stream-connection";

/** A sweep and its table, which is followed until all jobs have ended. No method throws. */
export class SweepView {
  readonly #server: SweepServer;
  readonly #connection: StreamConnection;
  readonly #sweep = signal<Sweep | undefined>(undefined);
  readonly #rows = signal<readonly SweepRow[]>([]);
  readonly #failed = signal<Failure | undefined>(undefined);
  readonly #busy = signal(false);
  readonly #own = signal<OwnSweep | undefined>(undefined);
  #id = "";
  #complete = false;

  readonly sweep: ReadonlySignal<Sweep | undefined> = this.#sweep;
  readonly rows: ReadonlySignal<readonly SweepRow[]> = this.#rows;
  /** Why the last request has no result, or why nothing arrives. */
  readonly failed: ReadonlySignal<Failure | undefined> = this.#failed;
  /** Whether a sweep is being submitted or cancelled. */
  readonly busy: ReadonlySignal<boolean> = this.#busy;
  readonly ended: ReadonlySignal<boolean> = computed(
    () => this.#sweep.value !== undefined && hasEndedSweep(this.#sweep.value),
  );
  /** Only the page that has submitted a sweep can cancel it. */
  readonly canCancel: ReadonlySignal<boolean> = computed(
    () => this.#own.value !== undefined && !this.ended.value && !this.#busy.value,
  );

  constructor(server: SweepServer, clock: Clock) {
    this.#server = server;
    this.#connection = new StreamConnection(clock, {
      open: (calls) => this.#open(calls),
      connection: ({ type }) => {
        if (type === "lost") this.#failed.value = { type: "unreachable" };
        else if (type === "live" && this.#failed.value?.type === "unreachable")
          this.#failed.value = undefined;
      },
      gone: () => (this.#failed.value = { type: "gone" }),
      finished: () => this.#complete,
    });
  }

  async submit(request: SweepRequest): Promise<void> {
    if (this.#busy.value) return;
    const outcome = await this.#while(() => this.#server.submit(request));
    if (outcome.type !== "done") return;
    batch(() => {
      this.#own.value = outcome.value;
      this.#sweep.value = outcome.value.sweep;
    });
    this.show(outcome.value.sweep.id);
  }

  /** Shows any sweep, also somebody else's. */
  show(id: string): void {
    this.#id = id;
    this.#rows.value = [];
    this.#connection.start();
  }

  async cancel(): Promise<void> {
    const own = this.#own.value;
    if (!own || !this.canCancel.value) return;
    await this.#while(() => this.#server.cancel(own));
  }

  setVisible(visible: boolean): void {
    this.#connection.setVisible(visible);
  }

  retryNow(): void {
    this.#connection.retryNow();
  }

  close(): void {
    this.#connection.stop();
  }

  async #while<T>(request: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.#busy.value = true;
    const outcome = await request();
    batch(() => {
      this.#busy.value = false;
      this.#failed.value = outcome.type === "done" ? undefined : outcome;
    });
    return outcome;
  }

  #open(calls: ConnectionListener): () => void {
    this.#complete = false;
    return this.#server.openStream(this.#id, {
      ...calls,
      sweep: (sweep) => {
        this.#sweep.value = { ...sweep, spec: sweep.spec ?? this.#sweep.value?.spec };
      },
      rows: (changed) => {
        const rows = [...this.#rows.value];
        changed.forEach((row, at) => (rows[at] = row));
        this.#rows.value = rows;
      },
      complete: () => (this.#complete = true),
    });
  }
}
