import type { components } from "./schema.js";

/** Short names of the types of requests and responses. `npm run generate` creates them from the API's document. */
type Schemas = components["schemas"];

export type Attention = Schemas["Attention"];
export type Boundary = Schemas["Boundary"];
export type Catalog = Schemas["CatalogView"];
export type Changes = Schemas["Changes"];
export type EpochMetrics = Schemas["PastMetrics"];
export type Frame = Schemas["Frame"];
export type History = Schemas["History"];
/** A job as it is at one moment. */
export type JobState = Schemas["Job"];
export type JobPatch = Schemas["JobPatch"];
/** What a job may have beside its spec: `stop`, `pace`, `mode`, `name`, `labels`, `webhook`, ... */
export type JobRequest = Omit<Schemas["JobRequest"], "spec">;
export type NetworkParameters = Schemas["NetworkParameters"];
export type ParametersUpdate = Schemas["ParametersUpdate"];
export type Prediction = Schemas["Prediction"];
export type Problem = Schemas["Problem"];
export type Samples = Schemas["Samples"];
export type TrainingSpec = Schemas["TrainingSpec"];
