/** API Particulier (v3 and later): what the State's own providers know of a person. */
@NullMarked
package fr.relais.connectors.particulier;

import org.jspecify.annotations.NullMarked;
