/** The social back-office, by SOAP: a generic contract of ours, to be replaced by the customer's WSDL. */
@NullMarked
package fr.relais.connectors.social;

import org.jspecify.annotations.NullMarked;
