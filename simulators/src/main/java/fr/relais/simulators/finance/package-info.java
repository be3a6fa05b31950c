/** Stands in for the finance back-office, which speaks SOAP. */
@NullMarked
package fr.relais.simulators.finance;

import org.jspecify.annotations.NullMarked;
