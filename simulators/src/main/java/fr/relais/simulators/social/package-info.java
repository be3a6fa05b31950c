/** Stands in for the social back-office, which speaks SOAP. */
@NullMarked
package fr.relais.simulators.social;

import org.jspecify.annotations.NullMarked;
