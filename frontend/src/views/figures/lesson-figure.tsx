import type { ComponentType } from "preact";
import { isFigure, type FigureName } from "../../model/course/course";
import { Convolution } from "./architectures/convolution";
import { ConvolutionStack } from "./architectures/convolution-stack";
import { SimpleAndComplexCells } from "./architectures/simple-and-complex-cells";
import { UNet } from "./architectures/u-net";
import { UnrolledRecurrence } from "./architectures/unrolled-recurrence";
import { Timeline } from "./history/timeline";
import { Top5Errors } from "./history/top5-errors";
import { Bumps } from "./learning/bumps";
import { DecisionArrow } from "./learning/decision-arrow";
import { EnergyLandscape } from "./learning/energy-landscape";
import { Margin } from "./learning/margin";
import { OverfittingCurves } from "./learning/overfitting-curves";
import { TangentAndGradient } from "./learning/tangent-and-gradient";
import { ExamNetwork } from "./networks/exam-network";
import { LayeredNetwork } from "./networks/layered-network";
import { MatrixShapes } from "./networks/matrix-shapes";
import { MpNeuron } from "./networks/mp-neuron";
import { NetworkTypes } from "./networks/network-types";
import { NeuronAndCell } from "./networks/neuron-and-cell";
import { ThreeOutputs } from "./networks/three-outputs";
import "./lesson-figure.css";

const FIGURES: Readonly<Record<FigureName, ComponentType>> = {
  bumps: Bumps,
  convolution: Convolution,
  "convolution-stack": ConvolutionStack,
  "decision-arrow": DecisionArrow,
  "energy-landscape": EnergyLandscape,
  "exam-network": ExamNetwork,
  "layered-network": LayeredNetwork,
  margin: Margin,
  "matrix-shapes": MatrixShapes,
  "mp-neuron": MpNeuron,
  "network-types": NetworkTypes,
  "neuron-and-cell": NeuronAndCell,
  "overfitting-curves": OverfittingCurves,
  "simple-and-complex-cells": SimpleAndComplexCells,
  "tangent-and-gradient": TangentAndGradient,
  "three-outputs": ThreeOutputs,
  timeline: Timeline,
  "top5-errors": Top5Errors,
  "u-net": UNet,
  "unrolled-recurrence": UnrolledRecurrence,
};

/** The figure with this name. */
export function LessonFigure({ name }: { readonly name: string }) {
  if (!isFigure(name)) return null;
  const Figure = FIGURES[name];
  return <Figure />;
}
