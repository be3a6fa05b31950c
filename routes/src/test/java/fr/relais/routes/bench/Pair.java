package fr.relais.routes.bench;

/** Two windows side by side, so that whatever else the machine did meanwhile fell on both. */
record Pair(Window hub, Window bare) {

    double ratio() {
        return hub.rate() / bare.rate();
    }
}
