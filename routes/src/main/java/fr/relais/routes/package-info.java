/** The running hub: one package a stage of a submission's way, the ledger under them, and what serves them all. */
@NullMarked
package fr.relais.routes;

import org.jspecify.annotations.NullMarked;
