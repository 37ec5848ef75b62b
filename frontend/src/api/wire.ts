import type { components } from "./schema";

/** Short names for the wire's types, which `npm run generate` makes from the server's OpenAPI document. */
type Schemas = components["schemas"];

export type WireJob = Schemas["Job"];
export type WireProblem = Partial<Schemas["Problem"]>;
export type WireFrame = Omit<Schemas["Frame"], "parameters"> & { parameters?: WireParameters };
export type WireMetrics = Schemas["Metrics"];
export type WireBoundary = Schemas["FrameBoundary"];
export type WireHistory = Schemas["History"];
export type WireSamples = Schemas["Samples"];
export type WireCatalog = Schemas["CatalogView"];
export type WireJobPatch = Schemas["JobPatch"];

/** The document has one name, `Layer`, for a spec's layer and for a layer's parameters: their arrays are those of given ones. */
type Given = Required<Schemas["ExplicitInitializer"]>;
interface WireParameters {
  layers: { weights: Given["weights"][number]; biases: Given["biases"][number]; slope?: number }[];
}
