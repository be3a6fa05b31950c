package fr.relais.routes.postgres;

/** What every JDBC address of the hub must say. */
final class JdbcUrl {

    private static final String PARAMETER = "logServerErrorDetail";

    private JdbcUrl() {}

    /** The detail of an error quotes values of the row, and would carry a person into exceptions and logs. */
    static String discreet(String url) {
        if (url.contains(PARAMETER)) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + PARAMETER + "=false";
    }
}
