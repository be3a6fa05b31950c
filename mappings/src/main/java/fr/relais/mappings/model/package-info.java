/** The words of the trade: the canonical {@link fr.relais.mappings.model.Dossier} and the values it is made of. */
@NullMarked
package fr.relais.mappings.model;

import org.jspecify.annotations.NullMarked;
