package fr.relais.routes.chaos;

/**
 * What a trial is to be.
 *
 * @param seed what is drawn of it is drawn again of the same
 * @param submissions at least
 * @param kills of hubs, at least
 * @param seconds at least; 0 for no matter how long
 */
record Plan(long seed, int submissions, int kills, long seconds) {}
