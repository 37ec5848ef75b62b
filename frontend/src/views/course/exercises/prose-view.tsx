import type { Prose } from "../../../model/course/exercise";
import { Formula } from "../components/formula";

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

/** One paragraph without its element. */
export function ProsePieces({ pieces }: { readonly pieces: Prose[number] }) {
  return (
    <>
      {pieces.map((piece, place) =>
        "tex" in piece ? <Formula key={place} tex={piece.tex} /> : <span key={place}>{piece.text}</span>,
      )}
    </>
  );
}
