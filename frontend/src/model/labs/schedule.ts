/** Learning-rate schedules that need no loss, by the contract's formulas (section 2). */
export const SCHEDULES = ["constant", "step", "exponential", "cosine"] as const;
export type ScheduleName = (typeof SCHEDULES)[number];

/** Epochs that the lab trains: what the schedules are laid out for. */
export const SCHEDULED_EPOCHS = 120;

/** The spec's schedule, laid out for the lab's epochs. */
export function scheduleSpec(
  type: ScheduleName,
  warmupEpochs: number,
): Readonly<Record<string, unknown>> & { readonly type: string } {
  switch (type) {
    case "constant":
      return { type, warmupEpochs };
    case "step":
      return { type, every: EVERY, factor: STEP_FACTOR, warmupEpochs };
    case "exponential":
      return { type, factor: EXPONENTIAL_FACTOR, warmupEpochs };
    case "cosine":
      return { type, epochs: SCHEDULED_EPOCHS, minimum: 0, warmupEpochs };
  }
}

const EVERY = 30;
const STEP_FACTOR = 0.3;
const EXPONENTIAL_FACTOR = 0.96;

/** The rate of an epoch, counted from 0. */
export function rateAt(type: ScheduleName, base: number, epoch: number, warmupEpochs: number): number {
  const warm = warmupEpochs > 0 ? Math.min(1, (epoch + 1) / warmupEpochs) : 1;
  switch (type) {
    case "constant":
      return warm * base;
    case "step":
      return warm * base * STEP_FACTOR ** Math.floor(epoch / EVERY);
    case "exponential":
      return warm * base * EXPONENTIAL_FACTOR ** epoch;
    case "cosine": {
      const share = Math.min(epoch, SCHEDULED_EPOCHS) / SCHEDULED_EPOCHS;
      return (warm * base * (1 + Math.cos(Math.PI * share))) / 2;
    }
  }
}
