import { B_TYPE_MACHINE } from "../../../i18n/labs/b-type-machine";
import type { Link, LinkInputs } from "../../../model/labs/b-type-machine/link";
import type { Bit } from "../../../model/labs/b-type-machine/threshold-neuron";
import { useTexts } from "../../course/course-context";

/** The three NAND gates of a link, each a lamp that is lit while it is 1. */
export function LinkBox({ link, c, a, b }: { readonly link: Link } & LinkInputs) {
  const text = useTexts(B_TYPE_MACHINE);
  return (
    <svg class="link-box" role="img" aria-label={text.linkBox(link.v, link.w, link.d)} viewBox="0 0 420 220">
      <rect class="link-frame" x={70} y={12} width={270} height={196} rx={10} />
      {/* v and w keep each other; v opens the gate d. */}
      <path class="wire" d="M30 60H128M30 160H128" />
      <path class="wire" d="M172 52C220 52 220 108 150 128" />
      <path class="wire" d="M128 168C84 176 84 110 150 92" />
      <path class="wire" d="M172 62C230 62 230 110 258 110M30 110H90C120 110 180 118 256 118M304 110H392" />
      <Port name="a" value={a} x={22} y={60} />
      <Port name="c" value={c} x={22} y={110} />
      <Port name="b" value={b} x={22} y={160} />
      <Lamp name="v" value={link.v} x={150} y={60} />
      <Lamp name="w" value={link.w} x={150} y={160} />
      <Lamp name="d" value={link.d} x={280} y={110} />
      <text class="link-signal" x={400} y={110} dy="0.35em" text-anchor="middle">
        {link.d}
      </text>
    </svg>
  );
}

interface Placed {
  readonly name: string;
  readonly value: Bit;
  readonly x: number;
  readonly y: number;
}

function Lamp({ name, value, x, y }: Placed) {
  return (
    <g transform={`translate(${String(x)},${String(y)})`}>
      <circle class={value === 1 ? "lamp lamp-on" : "lamp"} r={26} />
      <text class={value === 1 ? "lamp-text lamp-text-on" : "lamp-text"} dy="0.35em" text-anchor="middle">
        {name} = {value}
      </text>
    </g>
  );
}

function Port({ name, value, x, y }: Placed) {
  return (
    <text class="link-signal" x={x} y={y} dy="0.35em" text-anchor="middle">
      {name} = {value}
    </text>
  );
}
