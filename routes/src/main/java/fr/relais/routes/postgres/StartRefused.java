package fr.relais.routes.postgres;

/** The hub does not start on this database; says why, and what to do about it. */
final class StartRefused extends RuntimeException {

    private final String problem;
    private final String remedy;

    StartRefused(String problem, String remedy) {
        super(problem + ". " + remedy + ".");
        this.problem = problem;
        this.remedy = remedy;
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
