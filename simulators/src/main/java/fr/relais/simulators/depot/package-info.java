/** A folder people read, reached by SFTP: what a service without software of its own has. */
@NullMarked
package fr.relais.simulators.depot;

import org.jspecify.annotations.NullMarked;
