/** The finance back-office, by SOAP: a generic contract of ours, to be replaced by the customer's WSDL. */
@NullMarked
package fr.relais.connectors.finance;

import org.jspecify.annotations.NullMarked;
