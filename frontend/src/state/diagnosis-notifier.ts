import type { Diagnosis, Frame } from "../model/training/frame";
import type { Clock } from "./clock";
import type { Store } from "./store";

/** A diagnosis is shown after it has lasted this long, and hidden after it has been absent this long; milliseconds. */
const MIN_DURATION = 2000;
/**
 * Unit diagnoses are shown only above this share of the untrained network's loss: a trained network may have unused
 * units.
 */
const LEARNED_LOSS_SHARE = 0.1;
const UNIT_DIAGNOSES: readonly string[] = ["deadUnits", "saturatedUnits"];

/**
 * Shows the diagnoses of the server, each once per run, causes before symptoms. Skips those that the user has dismissed,
 * and never replaces another notice than that of a symptom. The end of the job, not this class, reports a divergence.
 */
export class DiagnosisNotifier {
  readonly #store: Store;
  readonly #clock: Clock;
  #run = 0;
  readonly #shown = new Set<string>();
  /** When each diagnosis was first and last seen. */
  readonly #seen = new Map<string, { readonly since: number; readonly last: number }>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  receive(frame: Frame): void {
    if (frame.run !== this.#run) {
      this.#run = frame.run;
      this.#shown.clear();
      this.#seen.clear();
    }
    const { notice, playing, dismissedDiagnoses } = this.#store;
    if (!playing.value) return;
    const now = this.#clock.now();
    const present = this.#diagnosesOf(frame);
    for (const { type } of present) {
      const before = this.#seen.get(type);
      const continues = before !== undefined && now - before.last < MIN_DURATION;
      this.#seen.set(type, { since: continues ? before.since : now, last: now });
    }
    const shown = notice.value?.type === "diagnosis" ? notice.value.diagnosis.type : undefined;
    if (shown !== undefined && this.#isGone(shown, now)) notice.value = undefined;
    if (notice.value && shown === undefined) return;
    const before = shown === undefined ? present.length : present.findIndex(({ type }) => type === shown);
    const persistent = present
      .slice(0, Math.max(before, 0))
      .find(
        ({ type }) =>
          !this.#shown.has(type) &&
          !dismissedDiagnoses.value.has(type) &&
          now - (this.#seen.get(type)?.since ?? now) >= MIN_DURATION,
      );
    if (!persistent) return;
    this.#shown.add(persistent.type);
    notice.value = { type: "diagnosis", diagnosis: persistent };
  }

  /** In the server's order, causes before symptoms. */
  #diagnosesOf(frame: Frame): readonly Diagnosis[] {
    const curve = this.#store.curve.value;
    const learned = (frame.trainLoss ?? 0) < LEARNED_LOSS_SHARE * (curve.train[0] ?? 0);
    return (frame.diagnosis ?? []).filter(
      ({ type }) => type !== "diverged" && !(learned && UNIT_DIAGNOSES.includes(type)),
    );
  }

  #isGone(type: string, now: number): boolean {
    const seen = this.#seen.get(type);
    return seen !== undefined && now - seen.last >= MIN_DURATION;
  }
}
