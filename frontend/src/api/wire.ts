import type { components } from "./schema";

/** Short names of wire types. `npm run generate` creates them from the server's OpenAPI document. */
type Schemas = components["schemas"];

export type WireAttention = Schemas["Attention"];
export type WireJob = Schemas["Job"];
export type WireProblem = Partial<Schemas["Problem"]>;
export type WireFrame = Schemas["Frame"];
export type WireLayerParameters = Schemas["LayerParameters"];
export type WireGradientNorm = Schemas["GradientNorm"];
export type WireMetrics = Schemas["Metrics"];
export type WireBoundary = Schemas["FrameBoundary"];
export type WireHistory = Schemas["History"];
export type WireSamples = Schemas["Samples"];
export type WireAttentionRequest = Schemas["AttentionRequest"];
export type WireSheet = Schemas["ExerciseSheet"];
export type WireAnswers = Schemas["AnswerRequest"]["answers"];
export type WireGrade = Schemas["Grade"];
export type WireProse = Schemas["ExerciseSheet"]["task"];
export type WireTrace = Schemas["Trace"];
export type WireLandscape = Schemas["Landscape"];
export type WireCatalog = Schemas["CatalogView"];
export type WireSpec = Schemas["TrainingSpec"];
