/** A téléservice as data: its definition, form schema, checks and mapping, read from one folder and checked as a whole. */
@NullMarked
package fr.relais.mappings.teleservice;

import org.jspecify.annotations.NullMarked;
