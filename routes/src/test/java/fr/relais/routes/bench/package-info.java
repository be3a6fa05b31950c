/** Measures the hub from outside against what its parts can do alone; run by {@code ./relais bench}, never by the tests. */
@NullMarked
package fr.relais.routes.bench;

import org.jspecify.annotations.NullMarked;
