/** Stands in for a portal: posts a téléservice and follows it to its end. */
@NullMarked
package fr.relais.simulators.portal;

import org.jspecify.annotations.NullMarked;
