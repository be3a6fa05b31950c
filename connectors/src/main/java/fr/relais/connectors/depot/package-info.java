/** A folder people read, reached by SFTP: for a service that has no software of its own. */
@NullMarked
package fr.relais.connectors.depot;

import org.jspecify.annotations.NullMarked;
