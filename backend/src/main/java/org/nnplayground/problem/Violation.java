package org.nnplayground.problem;

/**
 * One violation in a request.
 *
 * @param pointer JSON pointer (RFC 6901) from the root of the body, empty for the body itself
 * @param detail what is wrong, what is allowed and what was given, as in "must be between 1 and 4096, was 0"
 */
public record Violation(String pointer, Message detail) {}
