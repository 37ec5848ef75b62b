import { encodeAddress, type Address } from "./address";
import type { LayerParameters } from "../network/parameters";
import type { Stop } from "../training/job";
import type { ExplicitInitializer, TrainingSpec } from "../spec/spec";

/** Where the page stands: without a hash, `/embed` or a slash at its end. */
export interface Place {
  readonly origin: string;
  readonly pathname: string;
}

/** The link that opens the same thing elsewhere. */
export function shareLink(place: Place, address: Address): string {
  return `${homeOf(place)}/#${encodeAddress(address)}`.replace(/#$/, "");
}

/** The spec that begins where the network stands now: its present numbers are the first weights. */
export function withPresentWeights(spec: TrainingSpec, parameters: readonly LayerParameters[]): TrainingSpec {
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

/** HTML for a course page. The frame may run scripts and nothing else: neither forms nor storage nor windows. */
export function frameCode(
  place: Place,
  address: Address,
  frame: { readonly title: string; readonly height: number },
): string {
  const source = `${homeOf(place)}/embed#${encodeAddress(address)}`.replace(/#$/, "");
  return (
    `<iframe src="${attribute(source)}" title="${attribute(frame.title)}" width="100%" height="${String(frame.height)}" ` +
    `style="border:0" sandbox="allow-scripts" loading="lazy"></iframe>`
  );
}

/** The spec as the API takes it. */
export function specText(spec: TrainingSpec): string {
  return JSON.stringify(spec, undefined, 2);
}

/** The numbers of every layer as the API tells them: weights `[units][inputs]`, biases `[units]`. */
export function weightsText(epoch: number, layers: readonly LayerParameters[]): string {
  return JSON.stringify({ epoch, layers }, undefined, 2);
}

/** A command that trains the spec to its end and tells the finished job. */
export function curlCommand(place: Place, spec: TrainingSpec, stop: Stop): string {
  const body = JSON.stringify({ spec, ...(Object.keys(stop).length > 0 && { stop }) });
  return (
    `curl -sS '${homeOf(place)}/api/v1/jobs' \\\n` +
    `  -H 'Content-Type: application/json' -H 'Prefer: wait=30' \\\n` +
    `  -d '${body.replaceAll("'", "'\\''")}'`
  );
}

function homeOf({ origin, pathname }: Place): string {
  return origin + pathname.replace(/\/(embed\/?|index\.html)?$/, "");
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
