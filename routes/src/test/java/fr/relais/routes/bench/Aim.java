package fr.relais.routes.bench;

/** What a figure is to be, at least or at most. */
record Aim(boolean atLeast, double value) {

    static Aim atLeast(double value) {
        return new Aim(true, value);
    }

    static Aim atMost(double value) {
        return new Aim(false, value);
    }

    boolean isMetBy(double figure) {
        return atLeast ? figure >= value : figure <= value;
    }

    @Override
    public String toString() {
        return (atLeast ? "≥ " : "≤ ") + (value == Math.rint(value) ? "%.0f" : "%.2f").formatted(value);
    }
}
