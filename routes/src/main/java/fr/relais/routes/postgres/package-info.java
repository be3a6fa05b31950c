/** The database of the hub: the PostgreSQL it brings along, or the one it is given. */
@NullMarked
package fr.relais.routes.postgres;

import org.jspecify.annotations.NullMarked;
