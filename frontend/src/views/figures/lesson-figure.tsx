import type { ComponentType } from "preact";
import { isFigure, type FigureName } from "../../model/course/course";
import { ConvolutionFigure } from "./convolution-figure";
import { RecurrenceFigure } from "./recurrence-figure";
import "./lesson-figure.css";

const FIGURES: Readonly<Partial<Record<FigureName, ComponentType>>> = {
  convolution: ConvolutionFigure,
  recurrence: RecurrenceFigure,
};

/** The figure with this name. */
export function LessonFigure({ name }: { readonly name: string }) {
  if (!isFigure(name)) return null;
  const Figure = FIGURES[name];
  return Figure ? <Figure /> : null;
}
