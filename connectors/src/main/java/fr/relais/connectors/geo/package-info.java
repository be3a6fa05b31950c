/** API Géo: today's communes. */
@NullMarked
package fr.relais.connectors.geo;

import org.jspecify.annotations.NullMarked;
