package fr.relais.routes.ledger;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every téléservice bundle that submissions were accepted under, and which of them is in force. */
public final class Bundles {

    private final JdbcClient jdbc;

    Bundles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void keep(Authority authority, Teleservice teleservice, Instant now) {
        jdbc.sql("""
                        insert into teleservice_bundle (authority_id, hash, teleservice, version, files, recorded_at)
                        values (:authority, :hash, :teleservice, :version, :files, :now)
                        on conflict do nothing
                        """)
                .param("authority", authority.id())
                .param("hash", teleservice.hash())
                .param("teleservice", teleservice.definition().id())
                .param("version", teleservice.definition().version())
                .param("files", zip(teleservice.folder()))
                .param("now", Sql.at(now))
                .update();
    }

    /** Keeps it, and makes it the one in force for every hub. */
    public void enforce(Authority authority, Teleservice teleservice, Instant now) {
        keep(authority, teleservice, now);
        put(authority, teleservice.definition().id(), teleservice.hash(), false, now);
    }

    /** The same, of one that no folder holds. */
    public void enforceByHand(Authority authority, Teleservice teleservice, Instant now) {
        keep(authority, teleservice, now);
        jdbc.sql("update teleservice_bundle set files = :files where authority_id = :authority and hash = :hash")
                .param("authority", authority.id())
                .param("hash", teleservice.hash())
                .param("files", zip(teleservice.folder())) // samples are no part of the hash
                .update();
        put(authority, teleservice.definition().id(), teleservice.hash(), true, now);
    }

    /** Ends a téléservice for every hub; what was accepted under it goes its way. */
    public void withdraw(Authority authority, String id, Instant now) {
        put(authority, id, null, false, now);
    }

    private void put(Authority authority, String id, @Nullable String hash, boolean byHand, Instant now) {
        jdbc.sql("""
                        insert into teleservice_in_force as former (authority_id, teleservice, hash, by_hand, since)
                        values (:authority, :id, :hash, :byHand, :now)
                        on conflict (authority_id, teleservice) do update set hash = :hash, by_hand = :byHand, since = :now
                        where former.hash is distinct from :hash or former.by_hand is distinct from :byHand
                        """)
                .param("authority", authority.id())
                .param("id", id)
                .param("hash", hash)
                .param("byHand", byHand)
                .param("now", Sql.at(now))
                .update();
    }

    /** Those in force that no folder holds. */
    public Set<String> byHand(Authority authority) {
        return Set.copyOf(jdbc.sql(
                        "select teleservice from teleservice_in_force where authority_id = :authority and by_hand and hash is not null")
                .param("authority", authority.id())
                .query((row, number) -> row.getString("teleservice"))
                .list());
    }

    /** The hash of the bundle in force, by téléservice. */
    public Map<String, String> inForce(Authority authority) {
        var inForce = new TreeMap<String, String>();
        jdbc.sql(
                        "select teleservice, hash from teleservice_in_force where authority_id = :authority and hash is not null")
                .param("authority", authority.id())
                .query(row -> {
                    inForce.put(row.getString("teleservice"), row.getString("hash"));
                });
        return inForce;
    }

    /** A bundle that was kept. */
    public Optional<TeleserviceFolder> find(Authority authority, String hash) {
        return jdbc.sql(
                        "select teleservice, files from teleservice_bundle where authority_id = :authority and hash = :hash")
                .param("authority", authority.id())
                .param("hash", hash)
                .query((row, number) ->
                        new TeleserviceFolder(row.getString("teleservice"), unzipped(row.getBytes("files"))))
                .optional();
    }

    static SortedMap<String, byte[]> unzipped(byte[] zipped) {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return files;
    }

    static byte[] zip(TeleserviceFolder folder) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : folder.files().entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
