/** Learning-rate schedules that do not depend on the loss (contract, section 2). */
export const SCHEDULES = ["constant", "step", "exponential", "cosine"] as const;
export type ScheduleName = (typeof SCHEDULES)[number];

/** Number of epochs of the lab. */
export const SCHEDULED_EPOCHS = 120;

/** The schedule of the spec, for the lab's epochs. */
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

/** Learning rate of an epoch, counted from 0. */
export function rateAt(type: ScheduleName, base: number, epoch: number, warmupEpochs: number): number {
  const warmupFactor = warmupEpochs > 0 ? Math.min(1, (epoch + 1) / warmupEpochs) : 1;
  switch (type) {
    case "constant":
      return warmupFactor * base;
    case "step":
      return warmupFactor * base * STEP_FACTOR ** Math.floor(epoch / EVERY);
    case "exponential":
      return warmupFactor * base * EXPONENTIAL_FACTOR ** epoch;
    case "cosine": {
      const share = Math.min(epoch, SCHEDULED_EPOCHS) / SCHEDULED_EPOCHS;
      return (warmupFactor * base * (1 + Math.cos(Math.PI * share))) / 2;
    }
  }
}
