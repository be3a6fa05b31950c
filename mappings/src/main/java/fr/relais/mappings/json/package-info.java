/** The three ways Relais reads JSON: at its edge, out of a mapping, and from its own ledger. */
@NullMarked
package fr.relais.mappings.json;

import org.jspecify.annotations.NullMarked;
