import { isFigure } from "../../model/course/course";
import { ConvolutionFigure } from "./convolution-figure";
import { RecurrenceFigure } from "./recurrence-figure";
import "./lesson-figure.css";

const FIGURES = { convolution: ConvolutionFigure, recurrence: RecurrenceFigure } as const;

/** The figure with this name. */
export function LessonFigure({ name }: { readonly name: string }) {
  if (!isFigure(name)) return null;
  const Figure = FIGURES[name];
  return <Figure />;
}
