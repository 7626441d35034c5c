/**
 * Wheels on many systems: whether an installer takes them there, and whether they load.
 *
 * <pre>
 *   ChosenSystems     which systems, which Python, which installer
 *     PythonChoice      the Python that a wheel is tried with, unless one is given
 *   WheelOnSystem     the answer for one system
 *   SystemPython      every Python of every system, for the candidates of all wheels of a mirror
 * </pre>
 */
package dev.wheelsweep.spark.systems;
