package fr.relais.connectors.depot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** The folder of one delivery, as one attempt sees it: each step of putting it there, and of looking whether it is. */
final class DropFolder {

    private static final String MARKERS = ".relais";
    private static final String PART = ".part";
    private static final int CHUNK = 32_768;

    private final String base;
    private final SftpClient sftp;
    private final String name;
    private final String path;
    private final String part;
    private final String marker;

    DropFolder(String base, SftpClient sftp, String name, int attempt) {
        this.base = base;
        this.sftp = sftp;
        this.name = name;
        path = base + "/" + name;
        part = base + "/" + part(attempt);
        marker = base + "/" + MARKERS + "/" + name;
    }

    String name() {
        return name;
    }

    private String part(int attempt) {
        return "." + name + "." + attempt + PART;
    }

    private boolean isPart(String file) {
        return file.startsWith("." + name + ".") && file.endsWith(PART);
    }

    /** The marker goes first: without it, a working folder that is gone has never been renamed. */
    void clear() throws IOException {
        if (exists(marker)) {
            sftp.remove(marker);
        }
        for (var entry : entries(base)) {
            if (isPart(entry.getFilename())) {
                remove(base + "/" + entry.getFilename());
            }
        }
    }

    /** Leaves nothing of anybody behind, where nobody would look for it. */
    void discard() throws IOException {
        remove(part);
    }

    private void remove(String folder) throws IOException {
        for (var entry : entries(folder)) {
            var file = folder + "/" + entry.getFilename();
            if (entry.getFilename().equals(".") || entry.getFilename().equals("..")) {
                continue;
            }
            if (entry.getAttributes().isDirectory()) {
                remove(file);
            } else {
                sftp.remove(file);
            }
        }
        sftp.rmdir(folder);
    }

    /** Writes every file and reads it back: what the rename will show is what was sent. */
    void write(Drop drop, StringJoiner transcript) throws IOException {
        sftp.mkdir(part);
        for (var file : drop.files()) {
            var place = part + "/" + file.path();
            var parent = place.substring(0, place.lastIndexOf('/'));
            if (!exists(parent)) {
                sftp.mkdir(parent);
            }
            var sent = sent(file, place);
            var kept = kept(place);
            if (!sent.equals(kept)) {
                throw new IOException("what was written reads otherwise");
            }
            transcript.add("put " + drop.name() + "/" + file.path() + " " + sent);
        }
    }

    private String sent(Drop.Entry file, String place) throws IOException {
        var digest = sha256();
        try (var out = new DigestOutputStream(open(place), digest);
                var in = opened(file)) {
            in.transferTo(out);
        }
        return hex(digest);
    }

    private OutputStream open(String place) throws IOException {
        return sftp.write(place, CHUNK, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive));
    }

    private InputStream opened(Drop.Entry file) throws Spoilt {
        try {
            return file.source().open();
        } catch (IOException spoilt) {
            throw new Spoilt(spoilt);
        }
    }

    private String kept(String place) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(sftp.read(place, CHUNK), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return hex(digest);
    }

    void announce() throws IOException {
        var markers = base + "/" + MARKERS;
        if (!exists(markers)) {
            sftp.mkdir(markers);
        }
        try (var out = sftp.write(marker, CHUNK, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive))) {
            out.write("\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    void unannounce() throws IOException {
        sftp.remove(marker);
    }

    void rename() throws IOException {
        sftp.rename(part, path);
    }

    /** What is seen in it; fails where it is not there. */
    String listing() throws IOException {
        var seen = new StringJoiner("\n");
        for (var entry : entries(path)) {
            if (!entry.getFilename().startsWith(".")) {
                seen.add(name + "/" + entry.getFilename() + " "
                        + entry.getAttributes().getSize());
            }
        }
        return seen.toString();
    }

    /** There, or announced and no longer in any working folder. */
    boolean wasRenamed() throws IOException {
        if (exists(path)) {
            return true;
        }
        for (var entry : entries(base)) {
            if (isPart(entry.getFilename())) {
                return exists(path); // it may have been renamed since it was looked for
            }
        }
        return exists(marker) || exists(path);
    }

    private Collection<SftpClient.DirEntry> entries(String place) throws IOException {
        try {
            return sftp.readEntries(place);
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private boolean exists(String place) throws IOException {
        try {
            sftp.lstat(place);
            return true;
        } catch (SftpException answer) {
            if (answer.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
                    || answer.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH) {
                return false;
            }
            throw answer;
        }
    }

    /** What was to be sent can't be read here: the server has no part in it. */
    static final class Spoilt extends IOException {
        private static final long serialVersionUID = 1L;

        Spoilt(IOException why) {
            super(why);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
