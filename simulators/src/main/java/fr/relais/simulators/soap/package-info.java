/** A simulated SOAP service: CXF on a Tomcat of its own, behind its gate. */
@NullMarked
package fr.relais.simulators.soap;

import org.jspecify.annotations.NullMarked;
