export { Dataset, type DatasetState, type SampleTable, type UploadedData } from "./dataset.js";
export type { FollowOptions, StreamEvent } from "./events.js";
export {
  Job,
  type BoundaryQuery,
  type BranchRequest,
  type EpochQuery,
  type FrameQuery,
  type EventOptions,
  type JobEvent,
} from "./job.js";
export type { Fetch } from "./patient-fetch.js";
export { ProblemError } from "./problem.js";
export type { components, paths } from "./schema.js";
export { result, Server, type Api, type JobQuery, type ServerOptions } from "./server.js";
export type * from "./types.js";
export {
  Sweep,
  type SweepAxis,
  type SweepEvent,
  type SweepRequest,
  type SweepState,
  type SweepTable,
} from "./sweep.js";
