package fr.relais.routes.bench;

/** Two windows side by side, so that whatever else the machine did meanwhile fell on both. */
record Pair(Window hub, Window bare) {

    double p95Ratio() {
        return hub.p95Ms() / bare.p95Ms();
    }

    double ratio() {
        return hub.rate() / bare.rate();
    }
}
