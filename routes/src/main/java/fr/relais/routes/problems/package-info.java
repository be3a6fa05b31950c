/** How the hub says no over HTTP: RFC 9457 problems, in French or English, each saying what to do. */
@NullMarked
package fr.relais.routes.problems;

import org.jspecify.annotations.NullMarked;
