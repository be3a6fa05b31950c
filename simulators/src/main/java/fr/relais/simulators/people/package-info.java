/** The people every system knows, and the birth names that make a system misbehave. */
@NullMarked
package fr.relais.simulators.people;

import org.jspecify.annotations.NullMarked;
