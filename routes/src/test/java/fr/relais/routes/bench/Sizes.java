package fr.relais.routes.bench;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How many bytes a hub really keeps of a submission; bare rows and messages are as long. */
record Sizes(int body, int dossier, int portalReference, int receipt) {

    static Sizes of(JdbcClient jdbc) {
        return new Sizes(
                sealed(jdbc, "BODY"),
                sealed(jdbc, "DOSSIER"),
                sealed(jdbc, "PORTAL_REFERENCE"),
                jdbc.sql("select avg(length(receipt))::int from idempotency_key")
                        .query(Integer.class)
                        .single());
    }

    private static int sealed(JdbcClient jdbc, String kind) {
        return jdbc.sql("select avg(length(bytes))::int from sealed where kind = :kind")
                .param("kind", kind)
                .query(Integer.class)
                .single();
    }
}
