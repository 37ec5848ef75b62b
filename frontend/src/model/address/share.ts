import { encodeAddress, type Address } from "./address";
import type { LayerParameters } from "../network/parameters";
import type { Stop } from "../training/job";
import type { ExplicitInitializer, TrainingSpec } from "../spec/spec";

/** Address of the page, as in `location`. */
export interface PageAddress {
  readonly origin: string;
  readonly pathname: string;
}

/** A link that opens the same state of the page. */
export function shareLink(page: PageAddress, address: Address): string {
  return `${homeUrl(page)}/#${encodeAddress(address)}`.replace(/#$/, "");
}

/** The spec with the current parameters as its initial ones. */
export function withCurrentParameters(
  spec: TrainingSpec,
  parameters: readonly LayerParameters[],
): TrainingSpec {
  const initializer: ExplicitInitializer = {
    type: "explicit",
    weights: parameters.map(({ weights }) => weights),
    biases: parameters.map(({ biases }) => biases),
    ...(parameters.some(({ slope }) => slope !== undefined) && {
      slopes: parameters.map(({ slope }) => slope ?? null),
    }),
    seed: spec.training.seed,
  };
  return { ...spec, network: { ...spec.network, initializer } };
}

/** HTML that embeds the playground. The sandbox allows scripts but no forms, storage or windows. */
export function frameCode(
  place: PageAddress,
  address: Address,
  frame: { readonly title: string; readonly height: number },
): string {
  const source = `${homeUrl(place)}/embed#${encodeAddress(address)}`.replace(/#$/, "");
  return (
    `<iframe src="${escapedAttribute(source)}" title="${escapedAttribute(frame.title)}" width="100%" height="${String(frame.height)}" ` +
    `style="border:0" sandbox="allow-scripts" loading="lazy"></iframe>`
  );
}

/** The spec as JSON for the API. */
export function specText(spec: TrainingSpec): string {
  return JSON.stringify(spec, undefined, 2);
}

/** The parameters as JSON of the API: weights `[units][inputs]`, biases `[units]`. */
export function weightsText(epoch: number, layers: readonly LayerParameters[]): string {
  return JSON.stringify({ epoch, layers }, undefined, 2);
}

/** A command that trains the spec to its end and prints the finished job. */
export function curlCommand(place: PageAddress, spec: TrainingSpec, stop: Stop): string {
  const body = JSON.stringify({ spec, ...(Object.keys(stop).length > 0 && { stop }) });
  return (
    `curl -sS '${homeUrl(place)}/api/v1/jobs' \\\n` +
    `  -H 'Content-Type: application/json' -H 'Prefer: wait=30' \\\n` +
    `  -d '${body.replaceAll("'", "'\\''")}'`
  );
}

function homeUrl({ origin, pathname }: PageAddress): string {
  return origin + pathname.replace(/\/(embed\/?|index\.html)?$/, "");
}

function escapedAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
