/**
 * One wheel on many systems: whether an installer takes it there, and whether it loads.
 *
 * <pre>
 *   ChosenSystems     which systems, which Python, which installer
 *     PythonChoice      the Python that a wheel is tried with, unless one is given
 *   WheelOnSystem     the answer for one system
 * </pre>
 */
package dev.wheelsweep.spark.systems;
