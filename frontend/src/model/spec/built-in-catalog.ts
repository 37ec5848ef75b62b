import content from "./built-in-catalog.json";
import type { Catalog } from "./catalog";

/**
 * The catalogue of the server of the same build, in use until the server has answered. `browser-tests/page/initial-content.test.ts` writes
 * the file and compares it with the server's answer.
 */
export const BUILT_IN_CATALOG = content as Catalog;
