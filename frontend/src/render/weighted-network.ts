/** Distances in the drawing's own units: between columns and rows, and the radius of a unit. */
const [COLUMN, ROW, MARGIN] = [112, 68, 22];
export const UNIT_RADIUS = 19;

/** Half the space that a weight needs, in both directions. */
const [LABEL_WIDTH, LABEL_HEIGHT] = [16, 8];

/** Where a weight can be written, as a fraction of the way between two units; the first one that is free is taken. */
const FRACTIONS = [0.36, 0.5, 0.64, 0.42, 0.58, 0.3, 0.7, 0.25, 0.75];

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Connection {
  readonly from: Place;
  readonly to: Place;
  readonly weight: number;
  /** Where the weight is written. */
  readonly label: Place;
}

export interface WeightedNetwork {
  readonly width: number;
  readonly height: number;
  /** By column, inputs first. */
  readonly units: readonly (readonly Place[])[];
  readonly connections: readonly Connection[];
}

/**
 * Places the units and connections of a small network so that no weight covers another one.
 *
 * @param weights per layer `[units][inputs]`
 */
export function weightedNetwork(weights: readonly (readonly (readonly number[])[])[]): WeightedNetwork {
  const sizes = [weights[0]?.[0]?.length ?? 0, ...weights.map((units) => units.length)];
  const rows = Math.max(...sizes);
  const units = sizes.map((size, column) =>
    Array.from({ length: size }, (_, unit) => ({
      x: MARGIN + column * COLUMN,
      y: UNIT_RADIUS + 2 + ((rows - size) / 2 + unit) * ROW,
    })),
  );
  const labels: Place[] = [];
  const connections = weights.flatMap((layer, column) =>
    layer.flatMap((inputs, unit) =>
      inputs.flatMap((weight, input): Connection[] => {
        const [from, to] = [units[column]?.[input], units[column + 1]?.[unit]];
        if (!from || !to) return [];
        const label = freePlace(from, to, labels);
        labels.push(label);
        return [{ from, to, weight, label }];
      }),
    ),
  );
  return {
    width: (sizes.length - 1) * COLUMN + 2 * MARGIN,
    height: (rows - 1) * ROW + 2 * UNIT_RADIUS + 24,
    units,
    connections,
  };
}

/** The first place between two units where no label is; the one with the most space if there is none. */
function freePlace(from: Place, to: Place, labels: readonly Place[]): Place {
  const places = FRACTIONS.map((at) => ({
    x: from.x + at * (to.x - from.x),
    y: from.y + at * (to.y - from.y),
  }));
  const spaces = places.map((place) => Math.min(...labels.map((label) => space(place, label)), 1));
  return places[spaces.indexOf(Math.max(...spaces))] ?? from;
}

/** At least 1 if two labels do not touch. */
function space(one: Place, other: Place): number {
  return Math.max(
    Math.abs(one.x - other.x) / (2 * LABEL_WIDTH),
    Math.abs(one.y - other.y) / (2 * LABEL_HEIGHT),
  );
}
