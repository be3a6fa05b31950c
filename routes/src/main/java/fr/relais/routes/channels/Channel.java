package fr.relais.routes.channels;

/**
 * The name of a channel, held by the stage that consumes it.
 *
 * <p>A value, not a {@code String} constant: the compiler would copy a constant into its users, and no rule could see who depends on whom.
 */
public record Channel(String name) {}
