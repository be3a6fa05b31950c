/** Who may look and act in a browser, and how the hub knows him. */
@NullMarked
package fr.relais.routes.signin;

import org.jspecify.annotations.NullMarked;
