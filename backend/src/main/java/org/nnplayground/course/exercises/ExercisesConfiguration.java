package org.nnplayground.course.exercises;

import java.util.List;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** All exercises. */
@Configuration(proxyBeanMethods = false)
public class ExercisesConfiguration {

    /** By letter. */
    private static final List<Exercise> ALL = List.of(
            new PerceptronRule(),
            new SmallNetwork(),
            new ExamQuestion(),
            new LogicGate(),
            new GradientStep(),
            new ThreeOutputs(),
            new CrossEntropy(),
            new ChainRule(),
            new Shapes(),
            new Convolution(),
            new Recurrence(),
            new HopfieldNetwork(),
            new ContrastiveDivergence(),
            new Margin(),
            new TravellingSalesman(),
            new ThresholdGates());

    @Bean
    public ExerciseBook exerciseBook() {
        return new ExerciseBook(ALL);
    }
}
