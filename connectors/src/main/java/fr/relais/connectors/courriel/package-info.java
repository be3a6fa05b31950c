/** A mail that names a request and where to open it: for a service that has no software of its own. */
@NullMarked
package fr.relais.connectors.courriel;

import org.jspecify.annotations.NullMarked;
