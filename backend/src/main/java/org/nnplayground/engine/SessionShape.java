package org.nnplayground.engine;

/**
 * Which sessions can be advanced together.
 *
 * @param family sessions of equal families can be in one {@link SessionGroup}
 * @param shape of the network: a group is fastest if all shapes are equal
 */
public record SessionShape(Object family, Object shape) {}
