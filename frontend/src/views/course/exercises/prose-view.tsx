import type { Prose } from "../../../model/course/exercise";
import { Formula } from "../components/formula";
import { leadingMark } from "../components/leading-mark";

/** Paragraphs of text and formulas. A formula alone in its paragraph is displayed as a block. */
export function ProseView({ prose }: { readonly prose: Prose }) {
  return (
    <>
      {prose.map((pieces, at) => {
        const [only] = pieces;
        if (pieces.length === 1 && only && "tex" in only) return <Formula key={at} tex={only.tex} display />;
        return (
          <p key={at}>
            <ProsePieces pieces={pieces} />
          </p>
        );
      })}
    </>
  );
}

type Piece = Prose[number][number];

/** The punctuation between a formula and the words after it. */
function markAfter(piece: Piece | undefined, next: Piece | undefined): string {
  return piece && "tex" in piece && next && "text" in next ? leadingMark(next.text) : "";
}

/** One paragraph without its element. */
export function ProsePieces({ pieces }: { readonly pieces: Prose[number] }) {
  return (
    <>
      {pieces.map((piece, place) =>
        "tex" in piece ? (
          <Formula key={place} tex={piece.tex} mark={markAfter(piece, pieces[place + 1])} />
        ) : (
          <span key={place}>{piece.text.slice(markAfter(pieces[place - 1], piece).length)}</span>
        ),
      )}
    </>
  );
}
