import { contractSpec } from "../spec/shaped-layers";
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

/** The address of the page for a frame of another site. */
export function frameLink(page: PageAddress, address: Address): string {
  return `${homeUrl(page)}/embed#${encodeAddress(address)}`.replace(/#$/, "");
}

/** Size of a frame in CSS pixels. Without `width` it is as wide as the page around it. */
export interface FrameSize {
  readonly width: number | undefined;
  readonly height: number;
}

/**
 * HTML that embeds a page. The sandbox allows scripts and links that open windows, but no forms and no storage. The script
 * gives the frame the height of its content; without it the frame keeps the given height.
 *
 * @param source address of the page below `/embed`
 */
export function frameCode(source: string, title: string, { width, height }: FrameSize): string {
  const style = width === undefined ? "border:0" : "border:0;max-width:100%";
  const script = source.replace(/\/embed(?=[/#]|$).*/, "/embed.js");
  return (
    `<iframe src="${escapedAttribute(source)}" title="${escapedAttribute(title)}" width="${width === undefined ? "100%" : String(width)}" ` +
    `height="${String(height)}" style="${style}" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>\n` +
    `<script src="${escapedAttribute(script)}" async></script>`
  );
}

/** A link that shows the training of a job to others, live. */
export function presentationLink(page: PageAddress, job: string): string {
  return `${homeUrl(page)}/#job=${job}`;
}

/** The spec as JSON for the API. */
export function specText(spec: TrainingSpec): string {
  return JSON.stringify(contractSpec(spec), undefined, 2);
}

/** The parameters as JSON of the API: weights `[units][inputs]`, biases `[units]`. */
export function weightsText(epoch: number, layers: readonly LayerParameters[]): string {
  return JSON.stringify({ epoch, layers }, undefined, 2);
}

/** A command that trains the spec to its end and prints the finished job. */
export function curlCommand(place: PageAddress, spec: TrainingSpec, stop: Stop): string {
  const body = JSON.stringify({ spec: contractSpec(spec), ...(Object.keys(stop).length > 0 && { stop }) });
  return (
    `curl -sS '${homeUrl(place)}/api/v1/jobs' \\\n` +
    `  -H 'Content-Type: application/json' -H 'Prefer: wait=30' \\\n` +
    `  -d '${body.replaceAll("'", "'\\''")}'`
  );
}

/** The address of the server's first page, without a slash at its end. */
export function homeUrl({ origin, pathname }: PageAddress): string {
  return origin + pathname.replace(/\/(embed\/?|index\.html)?$/, "");
}

function escapedAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
