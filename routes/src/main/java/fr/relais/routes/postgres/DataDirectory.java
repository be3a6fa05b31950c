package fr.relais.routes.postgres;

import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the server, made by {@code initdb} once and kept for good. */
record DataDirectory(Path path, String password) {

    static final String SUPERUSER = "postgres";

    private static final Pattern MAJOR = Pattern.compile("PostgreSQL\\) (\\d+)");
    private static final int PASSWORD_BYTES = 32;

    static DataDirectory in(Path folder, Tools tools) throws IOException {
        Path path = folder.resolve("data");
        Path passwordFile = folder.resolve("password");
        if (Files.exists(path)) {
            refuseAnotherMajor(path, tools);
            refuseLostPassword(path, passwordFile);
        } else {
            create(path, passwordFile, tools);
        }
        configure(path, tools);
        return new DataDirectory(path, Files.readString(passwordFile).strip());
    }

    /** Under another name until it is whole, so that a crash half-way leaves nothing that looks like a database. */
    private static void create(Path path, Path passwordFile, Tools tools) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(path.getParent(), "data.*.new")) {
            for (Path draft : drafts) {
                PrivateFiles.deleteTree(draft);
            }
        }
        PrivateFiles.write(passwordFile, drawPassword());
        tools.account().adopt(passwordFile);
        Path draft = path.resolveSibling("data." + ProcessHandle.current().pid() + ".new");
        Tools.Result result = tools.run(
                "initdb",
                "--pgdata=" + draft,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        if (!result.succeeded()) {
            throw new StartRefused(
                    "the database could not be created in " + path.getParent() + ": " + result.output(),
                    "Make room, or give the hub another folder (RELAIS_DATA)");
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void refuseAnotherMajor(Path path, Tools tools) throws IOException {
        String version = tools.run("postgres", "--version").output();
        Matcher major = MAJOR.matcher(version);
        String kept = Files.readString(path.resolve("PG_VERSION")).strip();
        if (!major.find() || !kept.equals(major.group(1))) {
            throw new StartRefused(
                    path + " was written by PostgreSQL " + kept + ", this hub brings " + version,
                    "Dump it with the hub that wrote it and restore it with this one, or set relais.database.url");
        }
    }

    private static void refuseLostPassword(Path path, Path passwordFile) {
        if (!Files.exists(passwordFile)) {
            throw new StartRefused(
                    path + " is there, but the password to it is not",
                    "Restore " + passwordFile + ", or move the folder away to begin with an empty database");
        }
    }

    private static void configure(Path path, Tools tools) throws IOException {
        try (InputStream settings =
                Objects.requireNonNull(DataDirectory.class.getResourceAsStream("postgresql.conf"), "postgresql.conf")) {
            Path file = path.resolve("postgresql.conf");
            PrivateFiles.write(file, new String(settings.readAllBytes(), StandardCharsets.UTF_8));
            tools.account().adopt(file);
        }
    }

    private static String drawPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
