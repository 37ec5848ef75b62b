/**
 * The wire's types by hand, until they are aliases of those generated from the OpenAPI document (`schema.ts`). All optional fields
 * may also be null: on the wire both mean the same.
 */
type Maybe<T> = T | null | undefined;

export interface WireJob {
  id: string;
  state: string;
  run: number;
  epoch: number;
  controlToken?: Maybe<string>;
  /** The contract's JSON of a spec: read by `readSpec`. */
  spec?: unknown;
  stopReason?: Maybe<string>;
  failure?: Maybe<WireProblem>;
}

export interface WireProblem {
  type?: Maybe<string>;
  title?: Maybe<string>;
  status?: Maybe<number>;
  detail?: Maybe<string>;
  errors?: Maybe<{ pointer: string; detail: string }[]>;
}

export interface WireFrame {
  run: number;
  epoch: number;
  trainLoss?: Maybe<number>;
  testLoss?: Maybe<number>;
  losses?: Maybe<{ fromEpoch: number; train: number[]; test?: Maybe<(number | null)[]> }>;
  parameters?: Maybe<{ layers: { weights: number[][]; biases: number[] }[] }>;
  boundary?: Maybe<WireBoundary>;
}

export interface WireBoundary {
  resolution: number;
  domain: number[][];
  outputs: number;
  minimum: number;
  maximum: number;
  /** Base64 of `[outputs][resolution * resolution]` bytes. */
  values: string;
}

export interface WireHistory {
  run: number;
  epoch: number[];
  trainLoss: number[];
  testLoss?: Maybe<(number | null)[]>;
}

export interface WireSamples {
  train: WireSample[];
  test?: Maybe<WireSample[]>;
}

export interface WireSample {
  x: number[];
  y: number | number[];
}

export interface WireCatalog {
  tasks: string[];
  generators: { name: string; task: string; samples?: Maybe<number> }[];
  features: string[];
  activations: string[];
  regularizations: string[];
  limits: { layers: number; units: number; batchSize: number; noise: number };
}
