/** The State's APIs, as far as Relais asks them: their checks before their data, and people of our own invention. */
@NullMarked
package fr.relais.simulators.national;

import org.jspecify.annotations.NullMarked;
