/** What tests of every stage share. */
@NullMarked
package fr.relais.routes.testing;

import org.jspecify.annotations.NullMarked;
