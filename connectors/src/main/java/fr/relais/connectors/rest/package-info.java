/** JSON over HTTP, from whom nothing is believed. */
@NullMarked
package fr.relais.connectors.rest;

import org.jspecify.annotations.NullMarked;
