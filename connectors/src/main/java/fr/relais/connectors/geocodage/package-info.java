/** The Géoplateforme's geocoder: addresses as the national base writes them. */
@NullMarked
package fr.relais.connectors.geocodage;

import org.jspecify.annotations.NullMarked;
