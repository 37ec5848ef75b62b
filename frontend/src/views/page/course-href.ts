import type { ViewSettings } from "../../model/address/view-settings";
import { networkKey } from "../../model/experiment/compare-address";
import type { TrainingSpec } from "../../model/spec/spec";

/**
 * A page of the course. Keeps language and theme if the user has chosen them.
 *
 * @param path for example `lessons` or `labs/layers`
 */
export function courseHref(path: string, view: ViewSettings): string {
  return hrefWith(path, [], view);
}

/** A page that trains several networks, and begins with these. */
export function experimentHref(
  path: "compare" | "sweeps",
  specs: readonly TrainingSpec[],
  view: ViewSettings,
): string {
  return hrefWith(path, specs.map(networkKey), view);
}

function hrefWith(path: string, keys: readonly string[], { language, theme }: ViewSettings): string {
  const all = [...keys, ...(language ? [`lang=${language}`] : []), ...(theme ? [`theme=${theme}`] : [])];
  return all.length > 0 ? `./${path}#${all.join("&")}` : `./${path}`;
}
