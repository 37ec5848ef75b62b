import type { PageSaver } from "../model/address/saved-page";
import { outcomeOf, specBody, type Api } from "./http-client";

/** Saves states of the page on the server. */
export function httpSavedPages(api: Api): PageSaver {
  return (address, spec) =>
    outcomeOf(
      api.POST("/api/v1/saved-pages", { body: { address, spec: specBody(spec) } }),
      ({ path }) => path,
    );
}
