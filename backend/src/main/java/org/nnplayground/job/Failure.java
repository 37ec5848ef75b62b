package org.nnplayground.job;

import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;

/** What went wrong with a job; its problem document says the same. */
public record Failure(ProblemType type, Message detail) {}
