/** What the dynamic loader of a system says when the ELF files of an installed wheel are loaded. */
package dev.wheelsweep.core.load;
