package fr.relais.routes.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whom the server runs as: the hub's own account, except for root, which PostgreSQL refuses. */
record Account(List<String> prefix) {

    private static final int NOBODY = 65534;
    private static final Account ITSELF = new Account(List.of());

    /** In a user namespace of its own the process is nobody to itself, and still owns root's files. */
    private static final Account UNSHARED = new Account(List.of("unshare", "--user"));

    /** The account that owns the folder runs its server, so that a folder keeps its account from one start to the next. */
    static Account of(Path folder, Binaries binaries) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return ITSELF;
        }
        int owner = (Integer) Files.getAttribute(folder, "unix:uid");
        if (owner == 0) {
            return UNSHARED.runs(binaries) ? UNSHARED : lent(folder, binaries);
        }
        Account account = switchingTo(owner, (Integer) Files.getAttribute(folder, "unix:gid"));
        if (!account.runs(binaries)) {
            throw noneFor(folder);
        }
        return account;
    }

    /** Hands the folder, and with it the server, to nobody: the way where user namespaces are closed (containers). */
    static Account lent(Path folder, Binaries binaries) throws IOException {
        Account account = switchingTo(NOBODY, NOBODY);
        give(folder, NOBODY);
        if (account.runs(binaries)) {
            return account;
        }
        give(folder, 0);
        throw noneFor(folder);
    }

    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** Makes a file of root readable to the server where that is another account. */
    void adopt(Path file) throws IOException {
        if (!prefix.isEmpty() && !equals(UNSHARED)) {
            Path folder = file.toAbsolutePath().getParent();
            give(file, (Integer) Files.getAttribute(folder, "unix:uid"));
        }
    }

    private boolean runs(Binaries binaries) {
        return new Tools(binaries, this).runs("postgres", "--version");
    }

    private static Account switchingTo(int uid, int gid) {
        return new Account(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
    }

    private static void give(Path path, int uid) throws IOException {
        Files.setAttribute(path, "unix:uid", uid);
        Files.setAttribute(path, "unix:gid", uid);
    }

    private static StartRefused noneFor(Path folder) {
        return new StartRefused(
                "PostgreSQL refuses to run as root, and no other account could be lent to it for " + folder
                        + " (neither unshare nor setpriv led there)",
                "Start the hub as an ordinary user, put RELAIS_DATA where others may pass, or set relais.database.url");
    }
}
