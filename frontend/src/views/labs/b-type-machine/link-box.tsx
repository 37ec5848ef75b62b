import { B_TYPE_MACHINE } from "../../../i18n/labs/b-type-machine";
import type { Link, LinkInputs } from "../../../model/labs/b-type-machine/link";
import type { Bit } from "../../../model/labs/b-type-machine/threshold-neuron";
import { useTexts } from "../../course/course-context";

/** The three NAND gates of a link, each a lamp that is lit while it is 1. */
export function LinkBox({ link, c, a, b }: { readonly link: Link } & LinkInputs) {
  const text = useTexts(B_TYPE_MACHINE);
  return (
    <svg class="link-box" role="img" aria-label={text.linkBox(link.v, link.w, link.d)} viewBox="0 0 440 236">
      <rect class="link-frame" x={90} y={12} width={270} height={212} rx={10} />
      <path class="wire" d="M62 60H142M62 152H142M62 200H230C270 200 262 124 284 120" />
      {/* v and w keep each other; v opens the gate d. */}
      <path class="wire" d="M158 126V92M182 86V120M196 60C244 60 250 92 284 104M336 112H404" />
      <path class="wire-end" d="M158 82l-6 12h12zM182 130l-6 -12h12z" />
      <Port name="a" value={a} x={32} y={60} />
      <Port name="b" value={b} x={32} y={152} />
      <Port name="c" value={c} x={32} y={200} />
      <Lamp name="v" value={link.v} x={170} y={60} />
      <Lamp name="w" value={link.w} x={170} y={152} />
      <Lamp name="d" value={link.d} x={310} y={112} />
      <text class="link-signal" x={418} y={112} dy="0.35em" text-anchor="middle">
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
