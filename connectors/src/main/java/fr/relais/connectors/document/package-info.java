/** A dossier as people read it. */
@NullMarked
package fr.relais.connectors.document;

import org.jspecify.annotations.NullMarked;
