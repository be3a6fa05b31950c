package fr.relais.routes.signin;

/** What somebody who signs in does here; one may do several. */
public enum Role {
    /** Of a service: opens the requests it is handed. */
    AGENT,
    /** Watches lanes, explains what is stuck, and repairs it. */
    ENGINEER,
    /** Looks at figures, and at no person. */
    DIRECTION,
    /** Minds portals, téléservices and accounts. */
    ADMIN;

    static final String PREFIX = "ROLE_";

    /** As Spring Security knows it. */
    String authority() {
        return PREFIX + name();
    }
}
