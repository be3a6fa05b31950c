/** API Entreprise, as far as associations that ask for a grant are concerned. */
@NullMarked
package fr.relais.connectors.entreprise;

import org.jspecify.annotations.NullMarked;
