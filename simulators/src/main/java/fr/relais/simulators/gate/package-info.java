/** The door of a simulated system: it sees every call, and the faults asked for are made here. */
@NullMarked
package fr.relais.simulators.gate;

import org.jspecify.annotations.NullMarked;
