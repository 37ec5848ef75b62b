package org.nnplayground.attempt;

/**
 * A place in a course of a platform where students work on a graded exercise.
 *
 * @param platform id of the registration
 * @param deployment id of the deployment below the registration
 * @param link id of the resource link below the deployment
 */
public record Activity(String platform, String deployment, String link) {}
