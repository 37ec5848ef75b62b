package org.nnplayground.web.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.nnplayground.problem.ProblemType;

/** Problems that a call may answer with, beside those that {@link ResponseDocumentation} sees by its kind. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface PossibleProblems {

    ProblemType[] value();
}
