package fr.relais.routes.bench;

/** So many a second with the hub, and so many without it, side by side. */
record Rates(double hub, double bare) {

    double ratio() {
        return hub / bare;
    }
}
