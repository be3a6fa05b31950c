/** Erases what was kept long enough. */
@NullMarked
package fr.relais.routes.retention;

import org.jspecify.annotations.NullMarked;
