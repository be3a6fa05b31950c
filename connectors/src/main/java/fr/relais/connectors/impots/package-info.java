/** API Impôt Particulier of the DGFiP: what a household declared to the tax office. */
@NullMarked
package fr.relais.connectors.impots;

import org.jspecify.annotations.NullMarked;
