/** Stand-ins for the back-offices Relais speaks to, startable in a test or as an application. */
@NullMarked
package fr.relais.simulators;

import org.jspecify.annotations.NullMarked;
