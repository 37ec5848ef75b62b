import type { Diagnosis, Frame } from "../model/frame";
import type { Clock } from "./clock";
import type { Store } from "./store";

/** An ailment is told when it has lasted for so long, and taken back when it has been gone for so long; milliseconds. */
const LASTS = 2000;
/** What units do matters while this share of the untrained network's loss is left: one that has learned may well have idle units. */
const LEARNED = 0.1;
const OF_UNITS: readonly string[] = ["deadUnits", "saturatedUnits"];

/**
 * Tells what the server's diagnosis says, without nagging: each ailment once a run, none that the person has dismissed, and none in another
 * notice's place. A divergence is told by the job's end, not here.
 */
export class AilmentWatch {
  readonly #store: Store;
  readonly #clock: Clock;
  #run = 0;
  readonly #told = new Set<string>();
  /** When each ailment has come and was last seen. */
  readonly #seen = new Map<string, { readonly since: number; readonly last: number }>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  receive(frame: Frame): void {
    if (frame.run !== this.#run) {
      this.#run = frame.run;
      this.#told.clear();
      this.#seen.clear();
    }
    const { notice, playing, dismissed } = this.#store;
    if (!playing.value) return;
    const now = this.#clock.now();
    const present = this.#ailmentsOf(frame);
    for (const { type } of present) {
      const before = this.#seen.get(type);
      const goesOn = before !== undefined && now - before.last < LASTS;
      this.#seen.set(type, { since: goesOn ? before.since : now, last: now });
    }
    const shown = notice.value?.type === "ailment" ? notice.value.ailment.type : undefined;
    if (shown !== undefined && this.#isGone(shown, now)) notice.value = undefined;
    if (notice.value) return;
    const lasting = present.find(
      ({ type }) =>
        !this.#told.has(type) &&
        !dismissed.value.has(type) &&
        now - (this.#seen.get(type)?.since ?? now) >= LASTS,
    );
    if (!lasting) return;
    this.#told.add(lasting.type);
    notice.value = { type: "ailment", ailment: lasting };
  }

  /** A cause before what it leads to: a stuck loss comes last. */
  #ailmentsOf(frame: Frame): readonly Diagnosis[] {
    const curve = this.#store.curve.value;
    const learned = (frame.trainLoss ?? 0) < LEARNED * (curve.train[0] ?? 0);
    const all = (frame.diagnosis ?? []).filter(
      ({ type }) => type !== "diverged" && !(learned && OF_UNITS.includes(type)),
    );
    const causes = all.filter(({ type }) => type !== "lossStuck");
    return [...causes, ...all.filter(({ type }) => type === "lossStuck")];
  }

  #isGone(type: string, now: number): boolean {
    const seen = this.#seen.get(type);
    return seen !== undefined && now - seen.last >= LASTS;
  }
}
