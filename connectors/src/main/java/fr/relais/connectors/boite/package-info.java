/** A service that has no software: its box is at the hub, where its agents take requests, ask for documents and decide. */
@NullMarked
package fr.relais.connectors.boite;

import org.jspecify.annotations.NullMarked;
