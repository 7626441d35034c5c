package dev.wheelsweep.core.loader;

/**
 * A file of the wheel that a search found.
 *
 * @param path the zip entry's name
 * @param location where it is installed, written as the loader composes it: the value of {@code $ORIGIN}, the rest of the
 *     element, the name
 */
record Found(String path, String location) {}
