/** SOAP by CXF for any connector: one guarded call, its evidence, and what may be concluded from how it ended. */
@NullMarked
package fr.relais.connectors.soap;

import org.jspecify.annotations.NullMarked;
