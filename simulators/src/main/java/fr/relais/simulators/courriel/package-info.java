/** A mail server with one mailbox, for services without software. */
@NullMarked
package fr.relais.simulators.courriel;

import org.jspecify.annotations.NullMarked;
