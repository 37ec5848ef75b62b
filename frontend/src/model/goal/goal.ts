import { base64UrlOfText, textOfBase64Url } from "../address/base64";
import { decodeAddress, encodeAddress, type Address } from "../address/address";
import { hiddenControls, withHiddenControls, type HideableControl } from "../address/hide-flags";
import type { Frame } from "../training/frame";

/** What a student is to reach by training, as the address has it: targets one after the other, limits, locked parts. */
export interface Goal {
  readonly goals: readonly Target[];
  readonly limits: Limits;
  readonly locks: readonly Lock[];
}

/** Either `atMost` or `atLeast`. */
export interface Target {
  readonly metric: Metric;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** `lossGap` is the test loss minus the training loss. */
export type Metric = "testLoss" | "trainLoss" | "lossGap";

/** Largest number of hidden neurons, hidden layers, and epochs of a run. */
export interface Limits {
  readonly neurons?: number;
  readonly layers?: number;
  readonly epochs?: number;
}

export const LOCKS = ["data", "features", "network", "training", "parameters"] as const;

/** A part of the spec that students must not change. */
export type Lock = (typeof LOCKS)[number];

/** The address's key of a goal, and the one that says that attempts count. */
const GOAL_KEY = "goal";
const GRADED_KEY = "graded";

/** The controls that belong to a part. */
const CONTROLS: Readonly<Record<Lock, readonly HideableControl[]>> = {
  data: ["problem", "dataset", "points", "percTrainData", "noise", "regenerate"],
  features: ["unusedFeatures"],
  network: ["numHiddenLayers", "activation", "more"],
  training: ["learningRate", "regularization", "regularizationRate", "batchSize", "more"],
  parameters: [],
};

/** The goal of an address; undefined if it has none, or one that this version cannot read. */
export function goalOf(keys: Address["unknown"]): Goal | undefined {
  const text = textOfBase64Url(keys.find(([key]) => key === GOAL_KEY)?.[1] ?? "");
  if (!text) return undefined;
  try {
    const { goals = [], limits = {}, locks = [] } = JSON.parse(text) as Partial<Goal>;
    return goals.length > 0 && goals.every(isTarget) ? { goals, limits, locks } : undefined;
  } catch {
    return undefined;
  }
}

function isTarget({ metric, atMost, atLeast }: Target): boolean {
  return ["testLoss", "trainLoss", "lossGap"].includes(metric) && typeof (atMost ?? atLeast) === "number";
}

export function isGraded(keys: Address["unknown"]): boolean {
  return keys.some(([key]) => key === GRADED_KEY);
}

/** The keys of a playground with a goal. Controls of locked parts are hidden. */
export function withGoal(keys: string, goal: Goal): string {
  const address = decodeAddress(keys);
  const locked = goal.locks.flatMap((lock) => CONTROLS[lock]);
  const hiding = withHiddenControls(address, new Set([...hiddenControls(address), ...locked]));
  const text = base64UrlOfText(JSON.stringify(goal));
  const unknown = [
    ...hiding.unknown.filter(([key]) => key !== GOAL_KEY && key !== GRADED_KEY),
    [GOAL_KEY, text] as const,
  ];
  return encodeAddress({ ...hiding, unknown });
}

/** How many targets are reached after a frame, of which so many were before. An untrained network reaches none. */
export function reachedAfter({ goals, limits }: Goal, before: number, frame: Frame): number {
  const { epoch, trainLoss, testLoss, losses } = frame;
  const epochs = losses
    ? (losses.train ?? []).map((train, i) => ({
        epoch: losses.fromEpoch + i,
        train,
        test: losses.test?.[i] ?? undefined,
      }))
    : [{ epoch, train: trainLoss, test: testLoss }];
  return epochs.reduce((reached, each) => {
    const counts = each.epoch > 0 && each.epoch <= (limits.epochs ?? Infinity);
    const target = goals[reached];
    return counts && target && isMet(target, each.train ?? undefined, each.test) ? reached + 1 : reached;
  }, before);
}

function isMet({ metric, atMost, atLeast }: Target, train?: number, test?: number): boolean {
  const gap = train === undefined || test === undefined ? undefined : test - train;
  const value = { trainLoss: train, testLoss: test, lossGap: gap }[metric];
  if (value === undefined) return false;
  return atMost === undefined ? value >= (atLeast ?? Infinity) : value <= atMost;
}
