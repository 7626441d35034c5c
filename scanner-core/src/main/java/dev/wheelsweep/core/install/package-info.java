/** Which wheels an installer takes, and which of several it prefers. */
package dev.wheelsweep.core.install;
