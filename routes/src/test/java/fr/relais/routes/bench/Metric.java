package fr.relais.routes.bench;

/**
 * One of the hub's figures, and what it is to be.
 *
 * @param min the least of what was measured several times
 * @param max the most of it
 */
record Metric(String id, String what, double value, double min, double max, Aim aim) {

    boolean isMet() {
        return aim.isMetBy(value);
    }

    @Override
    public String toString() {
        var spread = min < max ? " (%.2f to %.2f)".formatted(min, max) : "";
        return "%.2f%s, aim %s%s".formatted(value, spread, aim, isMet() ? "" : ": missed");
    }
}
