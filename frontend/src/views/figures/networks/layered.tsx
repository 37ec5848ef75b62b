import type { ComponentChildren } from "preact";
import { Arrow, Unit, type Place, type Tone } from "../parts/shapes";

/** A layer of a drawn network: where its units stand, and their names. */
export interface DrawnLayer {
  readonly x: number;
  readonly rows: readonly number[];
  readonly tone?: Tone;
  readonly nameOf?: (unit: number) => string;
}

/**
 * A fully connected network from left to right.
 *
 * @param props.toneOf the tone of a connection, undefined for an ordinary one
 */
export function Layered({
  layers,
  r = 13,
  toneOf = () => undefined,
}: {
  readonly layers: readonly DrawnLayer[];
  readonly r?: number;
  readonly toneOf?: (layer: number, from: number, to: number) => Tone | undefined;
}) {
  const place = (layer: number, unit: number): Place => [
    layers[layer]?.x ?? 0,
    layers[layer]?.rows[unit] ?? 0,
  ];
  const links = layers
    .slice(1)
    .flatMap(({ rows }, layer) =>
      (layers[layer]?.rows ?? []).flatMap((_, from) =>
        rows.map((_, to) => ({ layer, from, to, tone: toneOf(layer, from, to) })),
      ),
    );
  // Links with a tone are drawn last, above the others.
  const inOrder = links.toSorted((a, b) => Number(a.tone !== undefined) - Number(b.tone !== undefined));
  return (
    <>
      {inOrder.map(({ layer, from, to, tone }): ComponentChildren => (
        <Arrow
          key={`${String(layer)} ${String(from)} ${String(to)}`}
          from={place(layer, from)}
          to={place(layer + 1, to)}
          trim={[r, r + 1]}
          tone={tone ?? "soft"}
          strong={tone !== undefined}
        />
      ))}
      {layers.flatMap(({ rows, tone, nameOf }, layer) =>
        rows.map((_, unit) => (
          <Unit key={`${String(layer)} ${String(unit)}`} at={place(layer, unit)} r={r} tone={tone ?? "ink"}>
            {nameOf?.(unit)}
          </Unit>
        )),
      )}
    </>
  );
}
