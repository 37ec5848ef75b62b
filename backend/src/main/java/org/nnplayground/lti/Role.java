package org.nnplayground.lti;

/** A person's role in the course of a launch. Roles in the institution or the system do not count. */
public enum Role {
    /** Instructor or content developer. */
    TEACHER,
    /** Learner. */
    STUDENT
}
