import { EDGE } from "../../../model/labs/segmentation/lesion-networks";

/** A mask as a picture: the stronger a number from 0 to 1, the stronger the colour; marked pixels have a dot. */
export function MaskPicture({
  name,
  strengths,
  marked,
}: {
  readonly name: string;
  readonly strengths: ArrayLike<number>;
  readonly marked?: readonly boolean[] | undefined;
}) {
  return (
    <svg class="mask-picture" role="img" aria-label={name} viewBox={`0 0 ${String(EDGE)} ${String(EDGE)}`}>
      {Array.from(strengths, (strength, at) => (
        <rect
          key={at}
          class="pixel-cell"
          x={at % EDGE}
          y={Math.floor(at / EDGE)}
          width="1"
          height="1"
          fill-opacity={strength}
        />
      ))}
      {marked?.map((on, at) =>
        on ? (
          <circle
            key={at}
            class="mask-dot"
            cx={(at % EDGE) + 0.5}
            cy={Math.floor(at / EDGE) + 0.5}
            r="0.16"
          />
        ) : null,
      )}
    </svg>
  );
}
