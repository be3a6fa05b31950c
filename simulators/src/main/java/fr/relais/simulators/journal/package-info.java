/** What a simulated system has applied, kept on disk without de-duplication. */
@NullMarked
package fr.relais.simulators.journal;

import org.jspecify.annotations.NullMarked;
