package dev.wheelsweep.core.policy;

/**
 * A need that a claimed tag does not promise.
 *
 * @param tag the tag's text
 * @param requirement the file and what it needs
 */
public record Violation(String tag, Requirement requirement) {}
