/** FranceConnect as a source: who the citizen is, as the State's register has it. */
@NullMarked
package fr.relais.connectors.franceconnect;

import org.jspecify.annotations.NullMarked;
