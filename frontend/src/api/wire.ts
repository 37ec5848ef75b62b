import type { components } from "./schema";

/** Short names for the wire's types, which `npm run generate` makes from the server's OpenAPI document. */
type Schemas = components["schemas"];

export type WireJob = Schemas["Job"];
export type WireProblem = Partial<Schemas["Problem"]>;
export type WireFrame = Schemas["Frame"];
export type WireLayerParameters = Schemas["LayerParameters"];
export type WireBoundary = Schemas["FrameBoundary"];
export type WireHistory = Schemas["History"];
export type WireSamples = Schemas["Samples"];
export type WireCatalog = Schemas["CatalogView"];
export type WireJobPatch = Schemas["JobPatch"];
