import { base64UrlOfText, textOfBase64Url } from "../address/base64";
import { decodeAddress, encodeAddress, type Address } from "../address/address";
import { hiddenControls, withHiddenControls, type HideableControl } from "../address/hide-flags";
import { PAGE_LIMITS } from "../spec/catalog";
import { hiddenLayers, type TrainingSpec } from "../spec/spec";
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

/** Flags that hide the number of neurons of each hidden layer. */
const UNIT_FLAGS = Array.from(
  { length: PAGE_LIMITS.hiddenLayers },
  (_, at) => `numNodes${String(at + 1)}_hide`,
);

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
  return encodeAddress(addressWithGoal(decodeAddress(keys), goal));
}

/** As `withGoal`; without a goal, an earlier one is removed. */
export function addressWithGoal(address: Address, goal: Goal | undefined): Address {
  const flags = (goal?.locks ?? []).flatMap((lock) => (lock === "network" ? UNIT_FLAGS : []));
  const locked = (goal?.locks ?? []).flatMap((lock) => CONTROLS[lock]);
  const hiding = withHiddenControls(address, new Set([...hiddenControls(address), ...locked]));
  const own = new Set([GOAL_KEY, GRADED_KEY, ...flags]);
  const unknown = [
    ...hiding.unknown.filter(([key]) => !own.has(key)),
    ...flags.map((flag) => [flag, "true"] as const),
    ...(goal ? [[GOAL_KEY, base64UrlOfText(JSON.stringify(goal))] as const] : []),
  ];
  return { ...hiding, unknown };
}

/** The name of a goal in file names, such as `testLoss-0.05`. */
export function goalSlug({ goals }: Goal): string {
  return goals.map(({ metric, atMost, atLeast }) => `${metric}-${String(atMost ?? atLeast)}`).join("-");
}

/** A limit that a network exceeds: the most that is allowed, and what it has. */
export interface Excess {
  readonly limit: "neurons" | "layers";
  readonly most: number;
  readonly actual: number;
}

/** The limit that a spec exceeds, so that its training does not count; undefined if it exceeds none. */
export function excessOf({ limits }: Goal, spec: TrainingSpec): Excess | undefined {
  const hidden = hiddenLayers(spec);
  const actual = { neurons: hidden.reduce((sum, { units }) => sum + units, 0), layers: hidden.length };
  return (["neurons", "layers"] as const)
    .map((limit) => ({ limit, most: limits[limit] ?? Infinity, actual: actual[limit] }))
    .find(({ most, actual: has }) => has > most);
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
