/** The HTTP face of the simulators: what runs, what was applied, which fault is on. */
@NullMarked
package fr.relais.simulators.admin;

import org.jspecify.annotations.NullMarked;
