/** The SPI every system is reached through: what is handed to it, and what may be known of it afterwards. */
@NullMarked
package fr.relais.connectors;

import org.jspecify.annotations.NullMarked;
