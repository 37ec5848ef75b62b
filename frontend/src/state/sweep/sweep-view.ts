import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import {
  hasEndedSweep,
  type OwnSweep,
  type Sweep,
  type SweepRequest,
  type SweepRow,
  type SweepServer,
} from "../../model/sweep/sweep";
import type { Failure, Outcome } from "../../model/training/training-server";
import type { Clock } from "../clock";

/** Milliseconds between two looks at the table while a sweep trains, and after a request without an answer. */
const INTERVAL = 700;
const RETRY = 3000;

/** A sweep and its table, which is read again until all jobs have ended. No method throws. */
export class SweepView {
  readonly #server: SweepServer;
  readonly #clock: Clock;
  readonly #sweep = signal<Sweep | undefined>(undefined);
  readonly #rows = signal<readonly SweepRow[]>([]);
  readonly #failed = signal<Failure | undefined>(undefined);
  readonly #busy = signal(false);
  readonly #own = signal<OwnSweep | undefined>(undefined);
  #cancelTimer: (() => void) | undefined;
  #closed = false;

  readonly sweep: ReadonlySignal<Sweep | undefined> = this.#sweep;
  readonly rows: ReadonlySignal<readonly SweepRow[]> = this.#rows;
  /** Why the last request has no result. */
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
    this.#clock = clock;
  }

  async submit(request: SweepRequest): Promise<void> {
    if (this.#busy.value) return;
    const outcome = await this.#while(() => this.#server.submit(request));
    if (outcome.type !== "done") return;
    batch(() => {
      this.#own.value = outcome.value;
      this.#sweep.value = outcome.value.sweep;
      this.#rows.value = [];
    });
    await this.#look();
  }

  /** Shows any sweep, also somebody else's. */
  async show(id: string): Promise<void> {
    const outcome = await this.#server.find(id);
    this.#failed.value = outcome.type === "done" ? undefined : outcome;
    if (outcome.type !== "done") {
      if (outcome.type === "unreachable" || outcome.type === "busy") this.#after(RETRY, () => this.show(id));
      return;
    }
    this.#sweep.value = outcome.value;
    await this.#look();
  }

  async cancel(): Promise<void> {
    const own = this.#own.value;
    if (!own || !this.canCancel.value) return;
    const outcome = await this.#while(() => this.#server.cancel(own));
    if (outcome.type === "done") await this.#look();
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
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

  /** Reads the state first, so that the table of an ended sweep is complete. */
  async #look(): Promise<void> {
    const id = this.#sweep.value?.id;
    if (id === undefined) return;
    const sweep = await this.#server.find(id);
    const rows = await this.#server.rows(id);
    if (this.#closed || this.#sweep.value?.id !== id) return;
    batch(() => {
      if (sweep.type === "done") this.#sweep.value = sweep.value;
      if (rows.type === "done") this.#rows.value = rows.value;
      this.#failed.value = [sweep, rows].find((outcome): outcome is Failure => outcome.type !== "done");
    });
    if (this.#failed.value?.type === "gone" || (this.ended.value && !this.#failed.value)) return;
    this.#after(this.#failed.value ? RETRY : INTERVAL, () => this.#look());
  }

  #after(milliseconds: number, act: () => Promise<void>): void {
    if (this.#closed) return;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#clock.after(milliseconds, () => void act());
  }
}
